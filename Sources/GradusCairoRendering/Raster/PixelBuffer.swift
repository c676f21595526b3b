/// A picture of 8-bit RGBA pixels in sRGB, row by row from the top, not premultiplied.
public struct PixelBuffer: Hashable, Sendable {
    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int
    /// `4 * width * height` bytes: red, green, blue, opacity of each pixel.
    public var bytes: [UInt8]

    /// Makes a picture; traps unless there are `4 * width * height` bytes.
    public init(width: Int, height: Int, bytes: [UInt8]) {
        precondition(
            width > 0 && height > 0 && bytes.count == 4 * width * height,
            "a \(width)x\(height) picture needs \(4 * width * height) bytes, found \(bytes.count)")
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    /// Makes a picture of one colour.
    public init(width: Int, height: Int, red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255)
    {
        var bytes = [UInt8](repeating: alpha, count: 4 * width * height)
        for place in stride(from: 0, to: bytes.count, by: 4) {
            bytes[place] = red
            bytes[place + 1] = green
            bytes[place + 2] = blue
        }
        self.init(width: width, height: height, bytes: bytes)
    }

    /// The four components of a pixel; traps outside the picture.
    public subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8) {
        precondition(x >= 0 && x < width && y >= 0 && y < height, "no pixel at \(x), \(y)")
        let place = 4 * (y * width + x)
        return (bytes[place], bytes[place + 1], bytes[place + 2], bytes[place + 3])
    }

    /// Whether every pixel is opaque.
    public var isOpaque: Bool {
        for place in stride(from: 3, to: bytes.count, by: 4) where bytes[place] != 255 {
            return false
        }
        return true
    }
}
