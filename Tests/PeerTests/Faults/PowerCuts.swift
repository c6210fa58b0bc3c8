// SPDX-License-Identifier: Apache-2.0

/// What power cuts at some moments would have left, made one by one since each is a whole store.
struct PowerCuts: Sequence, IteratorProtocol {
    /// What one of them left.
    struct Image {
        /// Seconds since 1970.
        let moment: Double
        let files: [String: [UInt8]]
    }

    private let notes: [DiskNote]
    private let ignored: Set<Int>
    private var cuts: ArraySlice<Int>
    private var dice: Dice
    private var disk = ForgetfulDisk()
    private var done = 0

    /// - Parameters:
    ///   - notes: what was done to the disk.
    ///   - ignored: the places of notes that the disk does not heed.
    ///   - cuts: before which notes the power is cut, in order.
    init(of notes: [DiskNote], ignoring ignored: Set<Int> = [], at cuts: [Int], _ dice: Dice) {
        (self.notes, self.ignored, self.cuts, self.dice) = (notes, ignored, cuts[...], dice)
    }

    mutating func next() -> Image? {
        guard let cut = cuts.popFirst() else { return nil }
        while done < cut {
            if !ignored.contains(done) { disk.perform(notes[done]) }
            done += 1
        }
        let likelihood: Double = [0, 0.5, 1].randomElement(using: &dice) ?? 0
        return Image(moment: notes[cut].moment, files: disk.afterPowerCut(keeping: likelihood, &dice))
    }
}
