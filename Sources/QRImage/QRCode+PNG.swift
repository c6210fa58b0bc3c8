// SPDX-License-Identifier: Apache-2.0

extension QRCode {
    /// The code as a black and white PNG.
    ///
    /// - Parameters:
    ///   - scale: Pixels per module, at least 1.
    ///   - quiet: Light modules on each side; scanners expect 4 (ISO/IEC 18004).
    package func png(scale: Int = 8, quiet: Int = 4) -> [UInt8] {
        bitmap(scale: scale, quiet: quiet).png()
    }

    /// The code as a picture that can be drawn on. Parameters as for `png(scale:quiet:)`.
    package func bitmap(scale: Int = 8, quiet: Int = 4) -> PNGBitmap {
        precondition(scale >= 1 && quiet >= 0, "a module needs at least one pixel and no negative margin")
        let side = (size + 2 * quiet) * scale
        var bitmap = PNGBitmap(width: side, height: side)
        for row in 0..<size {
            for run in darkRuns(row: row) {
                bitmap.fillBlack(
                    x: (run.lowerBound + quiet) * scale, y: (row + quiet) * scale, width: run.count * scale,
                    height: scale)
            }
        }
        return bitmap
    }

    /// The columns of neighbouring dark modules, so that each run is filled at once.
    private func darkRuns(row: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for column in 0...size {
            if isDark(column: column, row: row) {
                start = start ?? column
            } else if let first = start {
                runs.append(first..<column)
                start = nil
            }
        }
        return runs
    }
}
