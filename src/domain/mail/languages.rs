//! What mails to visitors say in their own language, where we know it.

/// `{}`: a name.
pub struct Phrases {
    pub language: &'static str,
    pub transcript: &'static str,
    pub times: &'static str,
    pub cut: &'static str,
    pub asked: &'static str,
    pub joined: &'static str,
    pub closed: &'static str,
    pub reopened: &'static str,
    pub file: &'static str,
    pub visitor: &'static str,
    pub answered: &'static str,
    pub received: &'static str,
    pub will_answer: &'static str,
    pub resume: &'static str,
    /// How to go on: by the link alone, or also by mail.
    pub by_link: &'static str,
    pub by_mail: &'static str,
    pub unsubscribe: &'static str,
}

static ENGLISH: Phrases = Phrases {
    language: "en",
    transcript: "Your conversation with {}",
    times: "All times are those of {}.",
    cut: "It was a long one: these are the last messages.",
    asked: "You get this because it was asked for in the chat. If it was not you, somebody mistyped their address.",
    joined: "{} joined",
    closed: "The conversation was closed",
    reopened: "The conversation was opened again",
    file: "File",
    visitor: "Visitor",
    answered: "{} has answered you",
    received: "{} has got your message",
    will_answer: "Nobody is here right now. We answer as soon as we can.",
    resume: "Go on with the conversation",
    by_link: "The link is good for seven days and for you alone: whoever has it reads the conversation.",
    by_mail: "You can also simply answer this mail.",
    unsubscribe: "No more mails like this",
};

static OTHERS: [Phrases; 6] = [
    Phrases {
        language: "de",
        transcript: "Ihre Unterhaltung mit {}",
        times: "Alle Zeiten gelten für {}.",
        cut: "Sie war lang: Das sind die letzten Nachrichten.",
        asked: "Sie bekommen diese Mail, weil im Chat darum gebeten wurde. Waren Sie es nicht, hat sich jemand vertippt.",
        joined: "{} ist dazugekommen",
        closed: "Die Unterhaltung wurde beendet",
        reopened: "Die Unterhaltung ging weiter",
        file: "Datei",
        visitor: "Besucher",
        answered: "{} hat Ihnen geantwortet",
        received: "{} hat Ihre Nachricht bekommen",
        will_answer: "Gerade ist niemand da. Wir antworten, sobald wir können.",
        resume: "Unterhaltung fortsetzen",
        by_link: "Der Link gilt sieben Tage und nur für Sie: Wer ihn hat, liest die Unterhaltung.",
        by_mail: "Sie können auch einfach auf diese Mail antworten.",
        unsubscribe: "Keine solchen Mails mehr",
    },
    Phrases {
        language: "fr",
        transcript: "Votre conversation avec {}",
        times: "Toutes les heures sont celles de {}.",
        cut: "Elle était longue : voici les derniers messages.",
        asked: "Vous recevez ce message parce qu'il a été demandé dans le chat. Si ce n'est pas vous, quelqu'un s'est trompé d'adresse.",
        joined: "{} a rejoint la conversation",
        closed: "La conversation a été close",
        reopened: "La conversation a repris",
        file: "Fichier",
        visitor: "Visiteur",
        answered: "{} vous a répondu",
        received: "{} a bien reçu votre message",
        will_answer: "Personne n'est là pour le moment. Nous répondons dès que possible.",
        resume: "Poursuivre la conversation",
        by_link: "Le lien est valable sept jours et pour vous seul : qui l'a peut lire la conversation.",
        by_mail: "Vous pouvez aussi simplement répondre à ce message.",
        unsubscribe: "Ne plus recevoir ces messages",
    },
    Phrases {
        language: "es",
        transcript: "Su conversación con {}",
        times: "Todas las horas son las de {}.",
        cut: "Fue larga: estos son los últimos mensajes.",
        asked: "Recibe este mensaje porque se pidió en el chat. Si no fue usted, alguien escribió mal su dirección.",
        joined: "{} se unió",
        closed: "La conversación se cerró",
        reopened: "La conversación se reabrió",
        file: "Archivo",
        visitor: "Visitante",
        answered: "{} le ha respondido",
        received: "{} ha recibido su mensaje",
        will_answer: "Ahora mismo no hay nadie. Responderemos en cuanto podamos.",
        resume: "Continuar la conversación",
        by_link: "El enlace vale siete días y solo para usted: quien lo tenga lee la conversación.",
        by_mail: "También puede simplemente responder a este mensaje.",
        unsubscribe: "No recibir más mensajes como este",
    },
    Phrases {
        language: "it",
        transcript: "La sua conversazione con {}",
        times: "Tutti gli orari sono di {}.",
        cut: "Era lunga: questi sono gli ultimi messaggi.",
        asked: "Riceve questo messaggio perché è stato chiesto nella chat. Se non è stato lei, qualcuno ha sbagliato indirizzo.",
        joined: "{} si è unito",
        closed: "La conversazione è stata chiusa",
        reopened: "La conversazione è stata riaperta",
        file: "File",
        visitor: "Visitatore",
        answered: "{} le ha risposto",
        received: "{} ha ricevuto il suo messaggio",
        will_answer: "In questo momento non c'è nessuno. Risponderemo appena possibile.",
        resume: "Continua la conversazione",
        by_link: "Il link vale sette giorni e solo per lei: chi lo ha legge la conversazione.",
        by_mail: "Può anche semplicemente rispondere a questo messaggio.",
        unsubscribe: "Non ricevere più questi messaggi",
    },
    Phrases {
        language: "pt",
        transcript: "A sua conversa com {}",
        times: "Todas as horas são de {}.",
        cut: "Foi longa: estas são as últimas mensagens.",
        asked: "Recebe esta mensagem porque foi pedida no chat. Se não foi você, alguém se enganou no endereço.",
        joined: "{} entrou na conversa",
        closed: "A conversa foi encerrada",
        reopened: "A conversa foi reaberta",
        file: "Ficheiro",
        visitor: "Visitante",
        answered: "{} respondeu-lhe",
        received: "{} recebeu a sua mensagem",
        will_answer: "Neste momento não está ninguém. Responderemos assim que pudermos.",
        resume: "Continuar a conversa",
        by_link: "A ligação vale sete dias e só para si: quem a tem lê a conversa.",
        by_mail: "Também pode simplesmente responder a esta mensagem.",
        unsubscribe: "Não receber mais mensagens como esta",
    },
    Phrases {
        language: "nl",
        transcript: "Uw gesprek met {}",
        times: "Alle tijden zijn die van {}.",
        cut: "Het was lang: dit zijn de laatste berichten.",
        asked: "U krijgt dit omdat er in de chat om is gevraagd. Was u dat niet, dan heeft iemand zich vergist.",
        joined: "{} doet mee",
        closed: "Het gesprek is gesloten",
        reopened: "Het gesprek is heropend",
        file: "Bestand",
        visitor: "Bezoeker",
        answered: "{} heeft u geantwoord",
        received: "{} heeft uw bericht ontvangen",
        will_answer: "Op dit moment is er niemand. We antwoorden zodra we kunnen.",
        resume: "Ga door met het gesprek",
        by_link: "De link geldt zeven dagen en alleen voor u: wie hem heeft, leest het gesprek.",
        by_mail: "U kunt ook gewoon deze mail beantwoorden.",
        unsubscribe: "Geen mails als deze meer",
    },
];

/// Of a language such as `de-AT`; English where there are none.
#[must_use]
pub fn of(language: Option<&str>) -> &'static Phrases {
    let wanted = language.and_then(|language| language.get(..2)).unwrap_or_default();
    OTHERS.iter().find(|phrases| phrases.language.eq_ignore_ascii_case(wanted)).unwrap_or(&ENGLISH)
}

#[must_use]
pub fn with(phrase: &str, name: &str) -> String {
    phrase.replacen("{}", name, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f2_visitors_are_written_to_in_their_language_or_in_english() {
        let named = [Some("de-AT"), Some("PT"), Some("xx"), Some("ü"), Some(""), None];
        assert_eq!(named.map(|language| of(language).language), ["de", "pt", "en", "en", "en", "en"]);
        for phrases in OTHERS.iter().chain([&ENGLISH]) {
            for phrase in [phrases.transcript, phrases.times, phrases.joined, phrases.answered, phrases.received] {
                assert_eq!(phrase.matches("{}").count(), 1, "{phrase}");
            }
        }
    }
}
