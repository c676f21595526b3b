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
    /// first name that it was bound to.
    func nameParts(of value: Value, _ path: String) {
        var budget = Self.mostParts
        nameParts(of: value, path, depth: 0, &budget)
    }

    private func nameParts(
        of value: Value, _ path: String, depth: Int, _ budget: inout Int
    ) {
        guard depth < Self.deepestPath, budget > 0 else { return }
        switch value {
        case .instance(let instance):
            guard instance.path == nil else { return }
            instance.path = path
            for (key, held) in instance.attributes.sorted(by: { $0.key < $1.key }) {
                let name = "\(path).\(key)"
                if case .variable(let variable) = held, variable.name == key,
                    isLeaf(variable)
                {
                    graph.setName(
                        name, of: variable.index,
                        version: graph.topology.nodes[variable.index].version)
                } else {
                    nameParts(of: held, name, depth: depth + 1, &budget)
                }
            }
        case .list(let list): nameElements(list.elements, path, depth, &budget)
        case .tuple(let tuple): nameElements(tuple.elements, path, depth, &budget)
        default: break
        }
    }

    private func nameElements(
        _ elements: [Value], _ path: String, _ depth: Int, _ budget: inout Int
    ) {
        for (place, element) in elements.prefix(budget).enumerated() {
            budget -= 1
            guard Self.hasParts(element) else { continue }
            let name = "\(path)[\(place)]"
            if case .variable(let variable) = element {
                if isUnnamedLeaf(variable) { graph.setName(name, of: variable.index, version: 0) }
            } else {
                nameParts(of: element, name, depth: depth + 1, &budget)
            }
        }
    }

    /// What a call is called among the scopes: the function's name; of a method the object's
    /// name with it, and the object's alone where the object itself is called.
    func scopeName(of function: FunctionObject, receiver: Value?) -> String {
        let name = function.definition.name
        guard function.owner != nil, case .instance(let instance)? = receiver else { return name }
        let object = instance.path ?? instance.type.name
        return name == "__call__" ? object : "\(object).\(name)"
    }

    private static func hasParts(_ value: Value) -> Bool {
        switch value {
        case .variable, .instance, .list, .tuple: true
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
    private static let mostParts = 256
}
