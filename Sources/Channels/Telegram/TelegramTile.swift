// SPDX-License-Identifier: Apache-2.0

import QRImage

/// A small picture that takes the place of a code: a photo cannot be changed into text.
enum TelegramTile {
    /// A tick: the session is back.
    static let connected = draw([
        "............",
        "............",
        "..........#.",
        ".........##.",
        "........##..",
        ".#.....##...",
        ".##...##....",
        "..##.##.....",
        "...###......",
        "....#.......",
        "............",
        "............",
    ])

    /// A cross: no code at this moment.
    static let expired = draw([
        "............",
        ".##......##.",
        ".###....###.",
        "..###..###..",
        "...######...",
        "....####....",
        "....####....",
        "...######...",
        "..###..###..",
        ".###....###.",
        ".##......##.",
        "............",
    ])

    /// Pixels per dot, so that the tile is about as large as a code.
    private static let scale = 40

    private static func draw(_ rows: [String]) -> [UInt8] {
        var bitmap = PNGBitmap(width: scale * 12, height: scale * rows.count)
        for (row, dots) in rows.enumerated() {
            for (column, dot) in dots.enumerated() where dot == "#" {
                bitmap.fillBlack(x: column * scale, y: row * scale, width: scale, height: scale)
            }
        }
        return bitmap.png()
    }
}
