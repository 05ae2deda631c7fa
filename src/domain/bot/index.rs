//! What is looked up by words. One kind of table for all of it: each kind would be in the worker by itself.

use std::collections::HashMap;

#[derive(Debug)]
pub struct Index<T> {
    places: HashMap<String, usize>,
    items: Vec<T>,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { places: HashMap::new(), items: Vec::new() }
    }
}

impl<T> Index<T> {
    pub fn get(&self, word: &str) -> Option<&T> {
        self.places.get(word).map(|place| &self.items[*place])
    }

    /// What is there for a word, made if nothing is.
    pub fn or_make(&mut self, word: &str, make: impl FnOnce() -> T) -> &mut T {
        let place = self.places.get(word).copied().unwrap_or_else(|| {
            self.items.push(make());
            self.places.insert(word.to_owned(), self.items.len() - 1);
            self.items.len() - 1
        });
        &mut self.items[place]
    }
}
