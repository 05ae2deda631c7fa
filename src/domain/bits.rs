//! From values of a few bits each, as letters stand for them, to bytes.

pub struct Joined {
    /// Bits of each value, at most eight.
    width: u32,
    bytes: Vec<u8>,
    /// Those that are no byte yet, and how many.
    bits: u32,
    left: u32,
}

impl Joined {
    /// `values`: how many are expected.
    pub fn of(width: u32, values: usize) -> Self {
        Self { width, bytes: Vec::with_capacity(values * width as usize / 8), bits: 0, left: 0 }
    }

    pub fn push(&mut self, value: u8) {
        self.bits = self.bits << self.width | u32::from(value);
        self.left += self.width;
        if self.left >= 8 {
            self.left -= 8;
            self.bytes.push((self.bits >> self.left) as u8);
            self.bits &= (1 << self.left) - 1;
        }
    }

    /// Whatever is left over is no byte.
    pub fn loosely(self) -> Vec<u8> {
        self.bytes
    }

    /// `None`: no bytes are written like that, there is a value too many or one that says more than it may.
    pub fn strictly(self) -> Option<Vec<u8>> {
        (self.left < self.width && self.bits == 0).then_some(self.bytes)
    }
}
