//! Reads a pattern: the grammar of JavaScript's regular expressions with the flag `u`, without what refers to other
//! places (backreferences, names) or looks back. What is read here, the engine accepts.

use std::{iter::Peekable, str::Chars};

use super::set::{Class, Item, Set};

#[derive(Debug)]
pub enum Node {
    One(Set),
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Repeat(Box<Node>, Count),
    /// What must follow, or must not.
    Ahead(Box<Node>),
}

#[derive(Clone, Copy, Debug)]
pub struct Count {
    pub least: usize,
    /// `None`: as often as can be.
    pub most: Option<usize>,
}

const SYNTAX: &str = r"^$\.*+?()[]{}|/";
/// What a dot does not match.
const LINE_ENDS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

/// `None`: it is no pattern, or none that we take.
pub fn read(pattern: &str) -> Option<Node> {
    let mut reader = Reader { rest: pattern.chars().peekable() };
    let node = reader.choice()?;
    reader.rest.next().is_none().then_some(node)
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
}

impl Reader<'_> {
    fn choice(&mut self) -> Option<Node> {
        let mut ways = vec![self.sequence()?];
        while self.rest.next_if_eq(&'|').is_some() {
            ways.push(self.sequence()?);
        }
        Some(Node::Choice(ways))
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        while self.rest.peek().is_some_and(|c| !"|)".contains(*c)) {
            parts.push(self.term()?);
        }
        Some(Node::Sequence(parts))
    }

    /// Only what takes up characters can be repeated.
    fn term(&mut self) -> Option<Node> {
        let part = match self.rest.next()? {
            '^' | '$' => return Some(Node::Sequence(Vec::new())),
            '\\' if self.rest.next_if(|c| "bB".contains(*c)).is_some() => return Some(Node::Sequence(Vec::new())),
            '(' => match self.group()? {
                ahead @ Node::Ahead(_) => return Some(ahead),
                group => group,
            },
            '.' => Node::One(Set { negated: true, items: LINE_ENDS.map(|c| Item::Range(c, c)).into() }),
            '[' => Node::One(self.class()?),
            '\\' => Node::One(Set { negated: false, items: vec![self.escape()?] }),
            c if SYNTAX.contains(c) && c != '/' => return None,
            c => Node::One(Set { negated: false, items: vec![Item::Range(c, c)] }),
        };
        self.repeated(part)
    }

    fn group(&mut self) -> Option<Node> {
        let is_ahead = self.rest.next_if_eq(&'?').is_some() && self.rest.next_if_eq(&':').is_none();
        if is_ahead && !"=!".contains(self.rest.next()?) {
            return None;
        }
        let inner = self.choice()?;
        self.rest.next_if_eq(&')')?;
        Some(if is_ahead { Node::Ahead(Box::new(inner)) } else { inner })
    }

    fn repeated(&mut self, part: Node) -> Option<Node> {
        let count = match self.rest.next_if(|c| "*+?{".contains(*c)) {
            None => return Some(part),
            Some('*') => Count { least: 0, most: None },
            Some('+') => Count { least: 1, most: None },
            Some('?') => Count { least: 0, most: Some(1) },
            Some(_) => self.count()?,
        };
        // Lazy or not, the ways are the same.
        self.rest.next_if_eq(&'?');
        Some(Node::Repeat(Box::new(part), count))
    }

    fn count(&mut self) -> Option<Count> {
        let least = self.number()?;
        let most = match self.rest.next()? {
            '}' => return Some(Count { least, most: Some(least) }),
            ',' if self.rest.peek() == Some(&'}') => None,
            ',' => Some(self.number()?),
            _ => return None,
        };
        self.rest.next_if_eq(&'}')?;
        most.is_none_or(|most| most >= least).then_some(Count { least, most })
    }

    fn number(&mut self) -> Option<usize> {
        let mut digits = String::new();
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        digits.parse().ok()
    }

    fn class(&mut self) -> Option<Set> {
        let negated = self.rest.next_if_eq(&'^').is_some();
        let mut items = Vec::new();
        while self.rest.next_if_eq(&']').is_none() {
            let item = self.class_item()?;
            items.push(if self.at_range() { self.range(item)? } else { item });
        }
        Some(Set { negated, items })
    }

    fn class_item(&mut self) -> Option<Item> {
        match self.rest.next()? {
            '\\' => match self.rest.next_if(|c| "b-".contains(*c)) {
                Some('b') => Some(Item::Range('\x08', '\x08')),
                Some(c) => Some(Item::Range(c, c)),
                None => self.escape(),
            },
            c => Some(Item::Range(c, c)),
        }
    }

    /// A hyphen that is not the last in its brackets.
    fn at_range(&self) -> bool {
        let mut rest = self.rest.clone();
        rest.next() == Some('-') && rest.next().is_some_and(|c| c != ']')
    }

    fn range(&mut self, from: Item) -> Option<Item> {
        self.rest.next();
        match (from, self.class_item()?) {
            (Item::Range(from, _), Item::Range(to, _)) if from <= to => Some(Item::Range(from, to)),
            _ => None,
        }
    }

    /// Behind a backslash.
    fn escape(&mut self) -> Option<Item> {
        let c = match self.rest.next()? {
            'd' => return Some(Item::Class(Class::Digit)),
            'D' => return Some(Item::Not(Class::Digit)),
            'w' => return Some(Item::Class(Class::Word)),
            'W' => return Some(Item::Not(Class::Word)),
            's' => return Some(Item::Class(Class::Space)),
            'S' => return Some(Item::Not(Class::Space)),
            'p' => return Some(Item::Class(self.property()?)),
            'P' => return Some(Item::Not(self.property()?)),
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\x0b',
            'f' => '\x0c',
            '0' if !self.rest.peek().is_some_and(char::is_ascii_digit) => '\0',
            'c' => char::from(self.rest.next_if(char::is_ascii_alphabetic)? as u8 % 32),
            'x' => self.hex(2)?,
            'u' => self.unicode()?,
            c if SYNTAX.contains(c) => c,
            _ => return None,
        };
        Some(Item::Range(c, c))
    }

    fn property(&mut self) -> Option<Class> {
        self.rest.next_if_eq(&'{')?;
        let mut name = String::new();
        while let Some(c) = self.rest.next_if(|c| *c != '}') {
            name.push(c);
        }
        self.rest.next()?;
        match name.as_str() {
            "L" | "Lu" | "Ll" | "Lt" | "Lm" | "Lo" | "Letter" | "Alphabetic" => Some(Class::Letter),
            "N" | "Nd" | "Nl" | "No" | "Number" => Some(Class::Number),
            "M" | "Mn" | "Mc" | "P" | "Pd" | "Po" | "S" | "Sc" | "Sm" | "So" | "Z" | "Zs" => Some(Class::Other),
            _ => None,
        }
    }

    fn unicode(&mut self) -> Option<char> {
        if self.rest.next_if_eq(&'{').is_none() {
            return self.hex(4);
        }
        let c = self.hex(1)?;
        let mut code = c as u32;
        while let Some(digit) = self.rest.next_if(char::is_ascii_hexdigit) {
            code = code.checked_mul(16)? + digit.to_digit(16)?;
        }
        self.rest.next_if_eq(&'}')?;
        char::from_u32(code)
    }

    /// Half of a surrogate pair is no character.
    fn hex(&mut self, digits: usize) -> Option<char> {
        let code = (0..digits).try_fold(0, |code, _| Some(code * 16 + self.rest.next()?.to_digit(16)?));
        char::from_u32(code?)
    }
}
