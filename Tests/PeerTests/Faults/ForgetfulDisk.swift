// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A disk that after a power cut has what it was told to keep, and of the rest what chance left of it.
///
/// What is written to a file is kept for certain once that file was synchronized, and its name once the folder was. Until
/// then each sector of 512 bytes is there or not by itself. Names come and go in their order, as in a journal.
struct ForgetfulDisk {
    private struct File {
        private var kept: [UInt8] = []
        private var doubtful: [DiskNote] = []

        mutating func change(_ note: DiskNote) { doubtful.append(note) }

        mutating func keep() {
            for note in doubtful { Self.perform(note, on: &kept) { true } }
            doubtful = []
        }

        /// The bytes, with what survives of the doubtful ones.
        func content(_ survives: () -> Bool) -> [UInt8] {
            var bytes = kept
            for note in doubtful { Self.perform(note, on: &bytes, survives) }
            return bytes
        }

        private static func perform(_ note: DiskNote, on bytes: inout [UInt8], _ survives: () -> Bool) {
            guard note.kind == .written else {
                if survives() { resize(&bytes, to: note.offset) }
                return
            }
            var start = note.offset
            let end = note.offset + note.bytes.count
            while start < end {
                let next = min(end, (start / sector + 1) * sector)
                if survives() {
                    if bytes.count < next { resize(&bytes, to: next) }
                    let first = note.bytes.startIndex + start - note.offset
                    bytes.withUnsafeMutableBytes { target in
                        let place = UnsafeMutableRawBufferPointer(rebasing: target[start..<next])
                        _ = note.bytes.copyBytes(to: place, from: first..<first + place.count)
                    }
                }
                start = next
            }
        }

        private static func resize(_ bytes: inout [UInt8], to size: Int) {
            if size < bytes.count {
                bytes.removeSubrange(size...)
            } else {
                bytes += repeatElement(0, count: size - bytes.count)
            }
        }

        private static let sector = 512
    }

    /// The files; their places outlive their names.
    private var files: [File] = []
    private var names: [String: Int] = [:]
    private var keptNames: [String: Int] = [:]
    /// What the names were after each change that is not kept yet.
    private var doubtfulNames: [[String: Int]] = []

    /// Does what a note says.
    mutating func perform(_ note: DiskNote) {
        switch note.kind {
        case .made: make(note.file)
        case .written, .truncated: files[place(note.file)].change(note)
        case .synchronized where note.file.isEmpty:
            keptNames = names
            doubtfulNames = []
        case .synchronized: files[place(note.file)].keep()
        case .renamed:
            change { $0[String(decoding: note.bytes, as: UTF8.self)] = $0.removeValue(forKey: note.file) }
        case .removed: change { $0[note.file] = nil }
        }
    }

    /// All files as whoever wrote them sees them.
    func contents() -> [String: [UInt8]] { names.mapValues { files[$0].content { true } } }

    /// What a power cut leaves, where each sector and each name that is not kept for certain has that likelihood.
    func afterPowerCut(keeping likelihood: Double, _ dice: inout Dice) -> [String: [UInt8]] {
        var names = keptNames
        for next in doubtfulNames {
            guard Double.random(in: 0..<1, using: &dice) < likelihood else { break }
            names = next
        }
        var left: [String: [UInt8]] = [:]
        for (name, place) in names.sorted(by: { $0.key < $1.key }) {
            left[name] = files[place].content { Double.random(in: 0..<1, using: &dice) < likelihood }
        }
        return left
    }

    private mutating func change(_ body: (inout [String: Int]) -> Void) {
        body(&names)
        doubtfulNames.append(names)
    }

    private mutating func make(_ name: String) {
        let place = files.count
        files.append(File())
        change { $0[name] = place }
    }

    /// The place of a file; one that was there before all notes is made now.
    private mutating func place(_ name: String) -> Int {
        if names[name] == nil { make(name) }
        return names[name] ?? 0
    }
}
