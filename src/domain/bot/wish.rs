//! Asking for a person.

use super::question::spoken;
use crate::domain::search::Plain;

/// Longer texts are about something, whoever they name.
const MOST_WORDS: usize = 12;

const PEOPLE: &str = " human person agent representative operator someone somebody advisor staff employee live \
mensch menschen mitarbeiter mitarbeiterin jemand jemanden berater person persona humano humana agente alguien asesor operador \
humain humaine conseiller conseillere quelquun personne umano umana operatore qualcuno consulente mens medewerker iemand \
humano pessoa atendente alguem czlowiek czlowiekiem konsultant konsultantem manniska kundtjanst menneske medarbejder \
ihminen insan temsilci temsilciyle человек человеком оператор оператором оператора людина людиною ";

const SPEAK: &str = " talk speak chat connect transfer contact want need real give get reach call to please can \
sprechen reden echten echter verbinden mit hablar quiero una un con real parler je veux avec un une vrai parlare voglio con \
praten spreken met echt falar quero com rozmawiac chce z prata med tale puhua konusmak istiyorum позвать хочу с живой ";

/// Does this ask for a person, in one of many languages?
#[must_use]
pub fn wants_person(text: &str, plain: Plain) -> bool {
    let words = spoken(text, plain);
    let is_in = |list: &str, word: &String| list.contains(&format!(" {word} "));
    if words.len() > MOST_WORDS || !words.iter().any(|word| is_in(PEOPLE, word)) {
        return false;
    }
    words.len() <= 2 || words.iter().any(|word| is_in(SPEAK, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.to_lowercase()
    }

    #[test]
    fn i11_a_person_can_be_asked_for_in_many_languages() {
        for text in [
            "human",
            "Agent please",
            "Can I talk to a real person?",
            "I want to speak to someone",
            "Ich möchte mit einem Menschen sprechen",
            "Mitarbeiter",
            "quiero hablar con una persona",
            "Je veux parler à un conseiller",
            "operatore",
            "Хочу поговорить с человеком",
        ] {
            assert!(wants_person(text, plain), "{text}");
        }
        for text in ["", "Where is my order?", "Who is the person on the picture of the third page?", "humanity"] {
            assert!(!wants_person(text, plain), "{text}");
        }
    }
}
