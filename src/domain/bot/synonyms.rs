//! What people say for the same thing, in shops and services. Words are stems; the first of a line stands for all.

const SAME: &[&str] = &[
    "ship deliver shipp postag dispatch courier",
    "parcel packag pack shipmen box",
    "send sent mailed",
    "refund reimburs moneyback repay",
    "return giveback sendback bringback",
    "exchang swap",
    "price cost expensiv charg fee howmuch rate cheap",
    "duration howlong when howfast soon quick fast long howmanyday estimat howquick arriv",
    "place where locat find",
    "invoic receipt bill",
    "voucher coupon promo discount promocod code",
    "gift present",
    "giftcard giftvoucher giftcertificat",
    "buy purchas order bought acquir",
    "broken defect damag fault crack broke smash defectiv",
    "wrong incorrect",
    "miss incomplet lack",
    "cancel terminat quit stop end dontwant abort",
    "delet remov eras clos",
    "pay paid",
    "declin reject fail refus error crash",
    "card visa mastercard creditcard",
    "abroad internation worldwid overse foreign anothercountry",
    "countr nation",
    "track follow status",
    "chang updat correct edit modif switch different another other new",
    "shop stor showroom branch",
    "open hour openinghour opentim",
    "pickup collect",
    "soldout stock availab outofstock backinstock restock",
    "siz fit",
    "guid chart tabl",
    "warrant guarante",
    "login signin logon",
    "password passcod passwort",
    "forget forgot forgotten lost lose rememb",
    "account profil",
    "email mail emailadres",
    "newsletter mailinglist",
    "trial test try tri tried demo",
    "free gratis",
    "plan subscript tarif packageplan",
    "upgrad bigger larger",
    "add invit join access",
    "team colleagu cowork user memb people employe",
    "export download cop backup",
    "developer documentat doc",
    "server stor",
    "data gdpr",
    "item product article thing articl",
];

/// Several words that mean one.
const PHRASES: &[(&str, &str)] = &[
    ("money back", "refund"),
    ("my money", "refund"),
    ("give back", "return"),
    ("give it back", "return"),
    ("send back", "return"),
    ("send it back", "return"),
    ("bring back", "return"),
    ("how much", "howmuch"),
    ("how long", "howlong"),
    ("how fast", "howfast"),
    ("how quickly", "howquick"),
    ("how soon", "howlong"),
    ("how many days", "howmanyday"),
    ("what time", "when"),
    ("delivery time", "ship howlong"),
    ("shipping time", "ship howlong"),
    ("delivery address", "ship address"),
    ("gift card", "giftcard"),
    ("gift cards", "giftcard"),
    ("gift voucher", "giftcard"),
    ("gift vouchers", "giftcard"),
    ("gift certificate", "giftcard"),
    ("gift certificates", "giftcard"),
    ("opening hours", "openinghour"),
    ("opening times", "openinghour"),
    ("business hours", "openinghour"),
    ("store hours", "openinghour"),
    ("another country", "abroad"),
    ("other countries", "abroad"),
    ("outside of", "abroad"),
    ("pick up", "pickup"),
    ("sold out", "soldout"),
    ("out of stock", "outofstock"),
    ("in stock", "stock"),
    ("log in", "login"),
    ("log into", "login"),
    ("sign in", "login"),
    ("sign into", "login"),
    ("log on", "login"),
    ("get in", "login"),
    ("credit card", "card"),
    ("mailing list", "newsletter"),
    ("e mail", "email"),
    ("check out", "checkout"),
    ("single sign on", "singlesignon"),
    ("price match", "pricematch"),
    ("not work", "fail"),
    ("not working", "fail"),
    ("doesnt work", "fail"),
    ("dont work", "fail"),
    ("isnt working", "fail"),
    ("stopped working", "broken"),
    ("keeps failing", "fail"),
    ("not fit", "size exchange"),
    ("doesnt fit", "size exchange"),
    ("dont fit", "size exchange"),
    ("too small", "size exchange"),
    ("too big", "size exchange"),
    ("too large", "size exchange"),
    ("not available", "outofstock"),
    ("right now", "now"),
    ("where is", "where"),
    ("price list", "price plan"),
    ("pay for", "howmuch"),
    ("dont want", "dontwant"),
    ("do not want", "dontwant"),
    ("no longer want", "dontwant"),
    ("pick it up", "pickup"),
    ("pick them up", "pickup"),
    ("physical shop", "shop where"),
    ("physical store", "shop where"),
    ("give access", "add"),
    ("free of charge", "free"),
    ("on the way", "track"),
    ("not arrived", "where"),
    ("not received", "where"),
    ("second hand", "secondhand"),
];

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
    SAME.iter().copied().find(|line| line.split(' ').any(|word| word == stem))
}

/// With its phrases as one word each.
#[must_use]
pub fn joined(words: &[String]) -> Vec<String> {
    let (mut joined, mut at) = (Vec::new(), 0);
    while at < words.len() {
        if let Some((length, instead)) = phrase_at(&words[at..]) {
            joined.extend(instead.split(' ').map(str::to_owned));
            at += length;
        } else {
            joined.push(words[at].clone());
            at += 1;
        }
    }
    joined
}

fn phrase_at(words: &[String]) -> Option<(usize, &'static str)> {
    let fits = |phrase: &str| {
        let mut rest = words.iter();
        phrase.split(' ').all(|word| rest.next().is_some_and(|next| next == word))
    };
    let found = PHRASES.iter().filter(|(phrase, _)| fits(phrase)).max_by_key(|(phrase, _)| phrase.len())?;
    Some((found.0.split(' ').count(), found.1))
}
