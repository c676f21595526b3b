import GradusAutodiff

/// What a reader calls the leaves that objects hold: `dense1.W`, `net.layers[0].b`.
extension Interpreter {
    /// A parameter, an input or a target that never had a name takes that of the attribute or
    /// of the key under which it is kept: `self.W = parameter(…)`. Bound anew in the same place
    /// of the same object it is the next version; the `W` of another object is another variable.
    func nameLeaf(_ value: Value, _ key: String, in holder: Value) {
        guard case .variable(let variable) = value, !key.isEmpty, isUnnamedLeaf(variable) else {
            return
        }
        var name = key
        var before: Value?
        switch holder {
        case .instance(let instance):
            name = instance.path.map { "\($0).\(key)" } ?? key
            before = instance.attributes[key]
        case .dict(let dict):
            before =
                dict.entries.first { entry in
                    if case .string(let text) = entry.key { text == key } else { false }
                }?.value
        default: break
        }
        var version = 0
        if case .variable(let old)? = before, old.name == name {
            version = graph.topology.nodes[old.index].version + 1
        }
        graph.setName(name, of: variable.index, version: version)
    }

    /// Leaves in what was bound to a name are called by the way to them. An object keeps the
    /// first name that it was bound to; one in a function (`isLocal`) counts until there is one
    /// outside, since each call may bind it to another object.
    func nameParts(of value: Value, _ path: String, isLocal: Bool) {
        var budget = Self.mostParts
        nameParts(of: value, path, isLocal: isLocal, depth: 0, &budget)
    }

    private func nameParts(
        of value: Value, _ path: String, isLocal: Bool, depth: Int, _ budget: inout Int
    ) {
        guard depth < Self.deepestPath, budget > 0 else { return }
        switch value {
        case .instance(let instance):
            let old = instance.path
            guard old == nil || instance.hasLocalPath && !isLocal else { return }
            instance.path = path
            instance.hasLocalPath = isLocal
            for (key, held) in instance.attributes.sorted(by: { $0.key < $1.key }) {
                let name = "\(path).\(key)"
                if case .variable(let variable) = held, isLeaf(variable),
                    variable.name == key || variable.name == old.map({ "\($0).\(key)" })
                {
                    graph.setName(
                        name, of: variable.index,
                        version: graph.topology.nodes[variable.index].version)
                } else {
                    nameParts(of: held, name, isLocal: isLocal, depth: depth + 1, &budget)
                }
            }
        case .list(let list): nameElements(numbered(list.elements), path, isLocal, depth, &budget)
        case .tuple(let tuple):
            nameElements(numbered(tuple.elements), path, isLocal, depth, &budget)
        case .dict(let dict):
            let entries = dict.entries.prefix(budget).compactMap { entry in
                if case .string(let key) = entry.key { ("'\(key)'", entry.value) } else { nil }
            }
            nameElements(entries, path, isLocal, depth, &budget)
        default: break
        }
    }

    private func numbered(_ elements: [Value]) -> [(String, Value)] {
        elements.prefix(Self.mostParts).enumerated().map { (String($0), $1) }
    }

    private func nameElements(
        _ elements: [(place: String, value: Value)], _ path: String, _ isLocal: Bool,
        _ depth: Int, _ budget: inout Int
    ) {
        for (place, element) in elements.prefix(budget) {
            budget -= 1
            guard Self.hasParts(element) else { continue }
            let name = "\(path)[\(place)]"
            if case .variable(let variable) = element {
                if isUnnamedLeaf(variable) { graph.setName(name, of: variable.index, version: 0) }
            } else {
                nameParts(of: element, name, isLocal: isLocal, depth: depth + 1, &budget)
            }
        }
    }

    /// What a call is called among the scopes: the function's name; of a method the object's
    /// name with it, and the object's alone where the object itself is called.
    func scopeName(of function: FunctionObject, receiver: Value?) -> String {
        let name = function.definition.name
        guard function.owner != nil, case .instance(let instance)? = receiver else { return name }
        let object = instance.path ?? instance.type.name
        let scope = name == "__call__" ? object : "\(object).\(name)"
        for type in Set([instance.type.name, function.owner?.name ?? instance.type.name]) {
            // A class's name stands for all of its methods.
            for called in [type, "\(type).\(name)"] {
                scopesOfClasses[called, default: []].insert(scope)
            }
        }
        return scope
    }

    private static func hasParts(_ value: Value) -> Bool {
        switch value {
        case .variable, .instance, .list, .tuple, .dict: true
        default: false
        }
    }

    private func isLeaf(_ variable: Variable) -> Bool {
        let node = graph.topology.nodes[variable.index]
        return node.primitive == nil && node.role != .constant
    }

    func isUnnamedLeaf(_ variable: Variable) -> Bool {
        isLeaf(variable) && graph.topology.nodes[variable.index].name == nil
    }

    /// Objects within objects are named so deep.
    private static let deepestPath = 6
    /// As many elements of lists are looked at in one assignment.
    private static let mostParts = 4096
}
