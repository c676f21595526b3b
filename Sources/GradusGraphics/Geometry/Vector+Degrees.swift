extension Vector {
    /// The unit vector that points to the right, turned clockwise on screen by `degrees`;
    /// exact at multiples of 90.
    ///
    /// Cosine and sine are power series on -45…45 degrees (error below 1e-15), so that
    /// the result is the same on every machine.
    public init(degrees: Double) {
        guard degrees.isFinite else {
            self.init(degrees, degrees)
            return
        }
        let turns = (degrees / 90).rounded()
        let x = (degrees - 90 * turns) * (Double.pi / 180)
        let square = x * x
        var cosine = 1.0
        var sine = 1.0
        for k in stride(from: 16.0, to: 0, by: -2) {
            cosine = 1 - cosine * square / (k * (k - 1))
            sine = 1 - sine * square / (k * (k + 1))
        }
        sine *= x
        switch Int((turns - 4 * (turns / 4).rounded(.down))) {
        case 0: self.init(cosine, sine)
        case 1: self.init(-sine, cosine)
        case 2: self.init(-cosine, -sine)
        default: self.init(sine, -cosine)
        }
    }
}
