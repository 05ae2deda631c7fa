//! Where a matcher can go from each place of a pattern (Glushkov's automaton), and in how many ways.

use super::{
    MOST_CHARS,
    set::Set,
    syntax::{Count, Node},
};

/// Places, ways between them and parts, all told. What has more takes long to think about.
const MOST_STEPS: usize = 4_000;

/// A place where a character is matched, and in how many ways it is reached.
pub type Way = (usize, f64);

pub struct Automaton<'a> {
    /// What is matched at each place.
    pub sets: Vec<&'a Set>,
    /// Where it goes on behind each place; the last is the start.
    pub ways: Vec<Vec<Way>>,
}

impl<'a> Automaton<'a> {
    /// `None`: it is too large.
    pub fn of(pattern: &'a Node) -> Option<Self> {
        let mut builder = Builder { sets: Vec::new(), ways: Vec::new(), steps: 0 };
        let whole = builder.part(pattern)?;
        let Builder { sets, mut ways, .. } = builder;
        ways.push(whole.first);
        Some(Self { sets, ways })
    }
}

/// How a part of a pattern begins and ends, and in how many ways it is nothing at all.
struct Part {
    empty: f64,
    first: Vec<Way>,
    last: Vec<Way>,
}

impl Part {
    fn nothing() -> Self {
        Self { empty: 1.0, first: Vec::new(), last: Vec::new() }
    }
}

struct Builder<'a> {
    sets: Vec<&'a Set>,
    ways: Vec<Vec<Way>>,
    steps: usize,
}

impl<'a> Builder<'a> {
    fn part(&mut self, node: &'a Node) -> Option<Part> {
        self.step()?;
        match node {
            Node::One(set) => Some(self.one(set)),
            Node::Sequence(parts) => parts.iter().try_fold(Part::nothing(), |before, part| {
                let part = self.part(part)?;
                self.join(before, part)
            }),
            Node::Choice(ways) => ways.iter().try_fold(Part { empty: 0.0, ..Part::nothing() }, |mut all, way| {
                let way = self.part(way)?;
                all.empty += way.empty;
                all.first.extend(way.first);
                all.last.extend(way.last);
                Some(all)
            }),
            Node::Repeat(node, count) => self.repeat(node, *count),
            Node::Ahead(node) => Some(Part { first: self.part(node)?.first, ..Part::nothing() }),
        }
    }

    fn one(&mut self, set: &'a Set) -> Part {
        let place = self.sets.len();
        self.sets.push(set);
        self.ways.push(Vec::new());
        Part { empty: 0.0, first: vec![(place, 1.0)], last: vec![(place, 1.0)] }
    }

    fn join(&mut self, before: Part, after: Part) -> Option<Part> {
        self.link(&before.last, &after.first)?;
        Some(Part {
            empty: before.empty * after.empty,
            first: [before.first, times(after.first, before.empty)].concat(),
            last: [times(before.last, after.empty), after.last].concat(),
        })
    }

    /// Written out: what must be there, then what may. An engine repeats nothing at all only where it must.
    fn repeat(&mut self, node: &'a Node, Count { least, most }: Count) -> Option<Part> {
        let least = least.min(MOST_CHARS);
        let mut part = Part::nothing();
        for _ in 0..least {
            let once = self.part(node)?;
            part = self.join(part, once)?;
        }
        let rest = match most {
            None => self.endless(node)?,
            Some(most) => self.optional(node, most.min(MOST_CHARS) - least)?,
        };
        self.join(part, rest)
    }

    fn endless(&mut self, node: &'a Node) -> Option<Part> {
        let part = self.part(node)?;
        self.link(&part.last, &part.first)?;
        Some(Part { empty: 1.0, ..part })
    }

    fn optional(&mut self, node: &'a Node, times: usize) -> Option<Part> {
        let mut rest = Part::nothing();
        for _ in 0..times {
            let once = self.part(node)?;
            rest = Part { empty: 1.0, ..self.join(once, rest)? };
        }
        Some(rest)
    }

    fn link(&mut self, from: &[Way], to: &[Way]) -> Option<()> {
        for (from, ways) in from {
            for (to, more) in to {
                self.step()?;
                self.ways[*from].push((*to, ways * more));
            }
        }
        Some(())
    }

    fn step(&mut self) -> Option<()> {
        self.steps += 1;
        (self.steps <= MOST_STEPS).then_some(())
    }
}

fn times(ways: Vec<Way>, factor: f64) -> Vec<Way> {
    if factor == 0.0 {
        return Vec::new();
    }
    ways.into_iter().map(|(place, ways)| (place, ways * factor)).collect()
}
