/// Characters that stand for the same text as others, and so give one name two spellings.
///
/// All with a compatibility decomposition or a canonical one into a single character (Unicode
/// Standard Annex 15), and the blocks of radicals, strokes and enclosed letters, whose members look
/// like ideographs and letters. But for what names need: the fullwidth punctuation of Chinese names,
/// ª and º of Portuguese, and the letters of Armenian (U+0587), Thai and Lao (U+0E33, U+0EB3,
/// U+0EDC, U+0EDD) that have no other spelling in use.
enum CompatibilityCharacters {
    /// Cost: a search among some 140 ranges.
    static func contains(_ value: UInt32) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(value)
    }

    /// In ascending order; gaps that no character fills are taken in.
    private static let ranges: [ClosedRange<UInt32>] =
        """
        A0 A8 AF B2-B5 B8-B9 BC-BE 132-133 13F-140 149 17F 1C4-1CC 1F1-1F3 2B0-2B8 2D8-2DD \
        2E0-2E4 340-341 343 374 37A 37E 384 387 3D0-3D2 3D5-3D6 3F0-3F2 3F4-3F5 3F9 675-678 F0C \
        F77 F79 10FC 1D2C-1D2E 1D30-1D3A 1D3C-1D4D 1D4F-1D6A 1D78 1D9B-1DBF 1E9A 1F71 1F73 1F75 \
        1F77 1F79 1F7B 1F7D 1FBB 1FBD-1FC0 1FC9 1FCB 1FD3 1FDB 1FE3 1FEB 1FEE-1FEF 1FF9 1FFB \
        1FFD-200A 2011 2017 2024-2026 202F 2033-2034 2036-2037 203C 203E 2047-2049 2057 205F \
        2070-209C 20A8 2100-2103 2105-2107 2109-2113 2115-2116 2119-211D 2120-2122 2124 2126 \
        2128 212A-212D 212F-2131 2133-2139 213B-2140 2145-2149 2150-217F 2189 222C-222D \
        222F-2230 2329-232A 2460-24FF 2A0C 2A74-2A76 2C7C-2C7D 2D6F 2E80-2FD5 3000 3036 \
        3038-303A 309B-309C 309F 30FF 3131-318E 3192-319F 31C0-31E5 3200-3247 3250-327E \
        3280-33FF A69C-A69D A770 A7F2-A7F4 A7F8-A7F9 AB5C-AB5F AB69 F900-FA0D FA10 FA12 \
        FA15-FA1E FA20 FA22 FA25-FA26 FA2A-FBB1 FBD3-FD3D FD50-FDC7 FDF0-FDFC FE10-FE19 \
        FE30-FE44 FE47-FE72 FE74-FEFC FF01-FF05 FF07 FF0A-FF0B FF0F-FF19 FF1B-FFEE 10781-107BA \
        1CCD6-1CCF9 1D400-1D7FF 1EE00-1EEBB 1F100-1F265 1FBF0-1FBF9 2F800-2FA1D
        """.split(separator: " ").compactMap { text in
            let ends = text.split(separator: "-").compactMap { UInt32($0, radix: 16) }
            guard let first = ends.first, let last = ends.last, first <= last else { return nil }
            return first...last
        }
}
