import GradusDiagnostics

extension Interpreter {
    /// `del x, y[0], z.name`.
    func delete(_ target: Expression, in frame: Frame) throws(Diagnostic) {
        switch target.kind {
        case .name(let name):
            _ = try lookUp(name, in: frame, at: target.span)
            forget(name, in: frame)
        case .subscripted(let base, let keyExpression):
            let object = try evaluate(base, in: frame)
            let key = try evaluate(keyExpression, in: frame)
            switch object {
            case .list(let list):
                try deleteElements(of: list, key, at: keyExpression.span)
            case .dict(let dict):
                guard dict.remove(try dictKey(key, at: keyExpression.span)) != nil else {
                    throw missingKey(key, in: dict, at: keyExpression.span)
                }
            case .instance:
                guard try special("__delitem__", of: object, [key], at: target.span) != nil else {
                    fallthrough
                }
            default:
                throw error(
                    "TypeError", "'\(object.typeName)' object doesn't support item deletion",
                    at: target.span)
            }
        case .attribute(let base, let name, let place):
            let object = try evaluate(base, in: frame)
            guard case .instance(let instance) = object,
                instance.attributes.removeValue(forKey: name) != nil
            else { throw missing(name, of: object, among: [], at: place) }
        case .tuple(let parts), .list(let parts):
            for part in parts { try delete(part, in: frame) }
        default:
            throw Diagnostic("only names and elements can be deleted", at: target.span)
        }
    }
}
