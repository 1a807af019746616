import Cryptography
import Testing

@testable import SecretSharing

@Suite struct `The field of 256 elements` {
    @Test(arguments: [
        (0x57, 0x83, 0xC1), (0x57, 0x13, 0xFE), (0x57, 0, 0), (UInt8(0x57), UInt8(1), UInt8(0x57)),
    ])
    func `[FIPS 197 4.2] products are those of the standard`(
        one: UInt8, other: UInt8, product: UInt8
    ) {
        #expect(Field256.product(one, other) == product)
        #expect(Field256.product(other, one) == product)
    }

    /// 3 generates all but zero, so that exponents add up as in a table of logarithms.
    @Test func `every product is that of the logarithms`() {
        var powers: [UInt8] = [1]
        while powers.count < 255 {
            // Times x, and once itself: another way to the product than the one under test.
            let last = UInt16(powers[powers.count - 1])
            let product = last << 1 ^ last
            powers.append(UInt8(truncatingIfNeeded: product > 255 ? product ^ 0x11B : product))
        }
        #expect(Set(powers).count == 255)
        var wrong = 0
        for (one, power) in powers.enumerated() {
            for (other, second) in powers.enumerated()
            where Field256.product(power, second) != powers[(one + other) % 255] {
                wrong += 1
            }
            if Field256.inverse(power) != powers[(255 - one) % 255] { wrong += 1 }
        }
        #expect(wrong == 0)
        #expect(Field256.inverse(0) == 0)
    }

    @Test func `a polynomial goes through its points`() {
        let points = [(UInt8(0), 17), (3, 250), (255, 4), (254, 0)].map { x, y in
            SharePoint(x: x, y: SecretBytes([UInt8(y), 255 - UInt8(y)]))
        }
        for point in points {
            #expect(SharePoint.value(at: point.x, through: points).equals(point.y))
        }
        // One more point of it changes nothing.
        let more = SharePoint(x: 9, y: SharePoint.value(at: 9, through: points))
        let found = SharePoint.value(at: 3, through: points.filter { $0.x != 3 } + [more])
        #expect(found.bytes == [250, 5])
    }

    @Test func `masks are all ones for zero alone`() {
        for bit in 0..<64 { #expect(ConstantTime.allOnes(whereZero: 1 << bit) == 0) }
        #expect(ConstantTime.allOnes(whereZero: .max) == 0)
        #expect(ConstantTime.allOnes(whereZero: 0) == .max)
    }
}
