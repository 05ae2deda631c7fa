//! What people say for the same thing, in shops and services. Words are stems; the first of a line stands for all.

use std::sync::LazyLock;

use super::index::Index;

const SAME: &str = "\
ship deliver shipp postag dispatch courier\n\
parcel packag pack shipmen box\n\
send sent mailed\n\
refund reimburs moneyback repay\n\
return giveback sendback bringback\n\
exchang swap\n\
price cost expensiv charg fee howmuch rate cheap\n\
duration howlong when howfast soon quick fast long howmanyday estimat howquick arriv\n\
place where locat find\n\
invoic receipt bill\n\
voucher coupon promo discount promocod code\n\
gift present\n\
giftcard giftvoucher giftcertificat\n\
buy purchas order bought acquir\n\
broken defect damag fault crack broke smash defectiv\n\
wrong incorrect\n\
miss incomplet lack\n\
cancel terminat quit stop end dontwant abort\n\
delet remov eras clos\n\
pay paid\n\
declin reject fail refus error crash\n\
card visa mastercard creditcard\n\
abroad internation worldwid overse foreign anothercountry\n\
countr nation\n\
track follow status\n\
chang updat correct edit modif switch different another other new\n\
shop stor showroom branch\n\
open hour openinghour opentim\n\
pickup collect\n\
soldout stock availab outofstock backinstock restock\n\
siz fit\n\
guid chart tabl\n\
warrant guarante\n\
login signin logon\n\
password passcod passwort\n\
forget forgot forgotten lost lose rememb\n\
account profil\n\
email mail emailadres\n\
newsletter mailinglist\n\
trial test try tri tried demo\n\
free gratis\n\
plan subscript tarif packageplan\n\
upgrad bigger larger\n\
add invit join access\n\
team colleagu cowork user memb people employe\n\
export download cop backup\n\
developer documentat doc\n\
server stor\n\
data gdpr\n\
item product article thing articl";

/// Several words that mean one.
const PHRASES: &str = "\
money back=refund\n\
my money=refund\n\
give back=return\n\
give it back=return\n\
send back=return\n\
send it back=return\n\
bring back=return\n\
how much=howmuch\n\
how long=howlong\n\
how fast=howfast\n\
how quickly=howquick\n\
how soon=howlong\n\
how many days=howmanyday\n\
what time=when\n\
delivery time=ship howlong\n\
shipping time=ship howlong\n\
delivery address=ship address\n\
gift card=giftcard\n\
gift cards=giftcard\n\
gift voucher=giftcard\n\
gift vouchers=giftcard\n\
gift certificate=giftcard\n\
gift certificates=giftcard\n\
opening hours=openinghour\n\
opening times=openinghour\n\
business hours=openinghour\n\
store hours=openinghour\n\
another country=abroad\n\
other countries=abroad\n\
outside of=abroad\n\
pick up=pickup\n\
sold out=soldout\n\
out of stock=outofstock\n\
in stock=stock\n\
log in=login\n\
log into=login\n\
sign in=login\n\
sign into=login\n\
log on=login\n\
get in=login\n\
credit card=card\n\
mailing list=newsletter\n\
e mail=email\n\
check out=checkout\n\
single sign on=singlesignon\n\
price match=pricematch\n\
not work=fail\n\
not working=fail\n\
doesnt work=fail\n\
dont work=fail\n\
isnt working=fail\n\
stopped working=broken\n\
keeps failing=fail\n\
not fit=size exchange\n\
doesnt fit=size exchange\n\
dont fit=size exchange\n\
too small=size exchange\n\
too big=size exchange\n\
too large=size exchange\n\
not available=outofstock\n\
right now=now\n\
where is=where\n\
price list=price plan\n\
pay for=howmuch\n\
dont want=dontwant\n\
do not want=dontwant\n\
no longer want=dontwant\n\
pick it up=pickup\n\
pick them up=pickup\n\
physical shop=shop where\n\
physical store=shop where\n\
give access=add\n\
free of charge=free\n\
on the way=track\n\
not arrived=where\n\
not received=where\n\
second hand=secondhand";

/// The word that stands for it.
#[must_use]
pub fn same(stem: &str) -> &str {
    line_of(stem).and_then(|line| line.split(' ').next()).unwrap_or(stem)
}

/// All that may be written for it.
pub fn all_of(stem: &str) -> impl Iterator<Item = &str> {
    line_of(stem).unwrap_or(stem).split(' ')
}

fn line_of(stem: &str) -> Option<&'static str> {
    KNOWN.lines.get(stem).copied()
}

/// The lines above by what they are looked up by: a question is compared with thousands of words.
struct Known {
    lines: Index<&'static str>,
    /// By their first words.
    phrases: Index<Vec<Phrase>>,
}

struct Phrase {
    words: Vec<&'static str>,
    instead: &'static str,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { lines: Index::default(), phrases: Index::default() };
    for line in SAME.lines() {
        for word in line.split(' ') {
            known.lines.or_make(word, || line);
        }
    }
    for (phrase, instead) in PHRASES.lines().filter_map(|line| line.split_once('=')) {
        let words: Vec<&str> = phrase.split(' ').collect();
        known.phrases.or_make(words[0], Vec::new).push(Phrase { words, instead });
    }
    known
});

/// With its phrases as one word each.
#[must_use]
pub fn joined(words: &[String]) -> Vec<String> {
    let (mut joined, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let (length, instead) = phrase_at(&words[at..]).unwrap_or((1, &words[at]));
        for word in instead.split(' ') {
            joined.push(word.to_owned());
        }
        at += length;
    }
    joined
}

/// The longest one that they begin with: of how many words, and what stands for it.
fn phrase_at(words: &[String]) -> Option<(usize, &'static str)> {
    let mut found: Option<(usize, &str)> = None;
    for Phrase { words: phrase, instead } in KNOWN.phrases.get(&words[0])? {
        let fits = words.len() >= phrase.len() && phrase.iter().zip(words).all(|(one, word)| one == word);
        if fits && found.is_none_or(|(known, _)| known < phrase.len()) {
            found = Some((phrase.len(), *instead));
        }
    }
    found
}
