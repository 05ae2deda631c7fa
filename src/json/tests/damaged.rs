//! Documents with some bytes changed: most are broken, many are still JSON, some even of the type.

use super::corpus::each;

/// Always the same numbers.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        const BYTES: &[u8] = b"\"\\{}[]:,0123456789-+.eEtfnulbrx \n\t\0\x1f\x7f\xc3\xff\xed\xa0";
        if bytes.len() < 2 {
            return;
        }
        let at = self.throw(bytes.len());
        match self.throw(6) {
            0 => drop(bytes.remove(at)),
            1 => bytes.insert(at, BYTES[self.throw(BYTES.len())]),
            2 => bytes.truncate(at.max(1)),
            3 => {
                let piece = bytes[at..(at + 1 + self.throw(20)).min(bytes.len())].to_vec();
                let to = self.throw(bytes.len());
                bytes.splice(to..to, piece);
            }
            4 => {
                let other = self.throw(bytes.len());
                bytes.swap(at, other);
            }
            _ => bytes[at] = BYTES[self.throw(BYTES.len())],
        }
    }
}

#[test]
fn damaged_documents_are_refused_or_read_as_serde_json_does() {
    each(|text, compare| {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        for _ in 0..4_000 {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..=dice.throw(3) {
                dice.mutate(&mut bytes);
            }
            for compare in compare {
                compare(&bytes);
            }
        }
    });
}
