// What the site, its visitor and its agent say on the tour. Some of it is as long as it gets.

export interface Words {
  title: string;
  page: string;
  greeting: string;
  offer: string;
  away: string;
  question: string;
  answer: string;
  more: string;
  news: string;
  fields: {
    name: string;
    email: string;
    phone: string;
    pots: string;
    story: string;
    topic: string;
    day: string;
  };
  topics: string[];
  sizes: string[];
  newsletter: string;
  terms: string;
  departments: [name: string, about: string][];
}

const en: Words = {
  title: 'Fern & Oak',
  page: 'Plants and furniture for small rooms.',
  greeting: 'Hello. Ask us anything about plants and furniture.',
  offer: 'Looking for a plant that survives a dark hallway? We know three of them.',
  away: 'The shop opens again in the morning.',
  question: 'Do you ship to Norway? I would like two olive trees and one oak stool.',
  answer: 'We do, within a week. See https://fern-and-oak.example/delivery for the prices.',
  more: 'And how tall are they?',
  news: 'They are 1.20 m without the pot. Shall I put two aside for you until Friday?',
  fields: {
    name: 'Your name',
    email: 'Email',
    phone: 'Phone',
    pots: 'How many pots?',
    story: 'What happened?',
    topic: 'Topic',
    day: 'When?',
  },
  topics: ['Delivery', 'Care of plants'],
  sizes: ['Small', 'Large'],
  newsletter: 'Send me the newsletter',
  terms: 'I agree to the privacy policy',
  departments: [
    ['Sales', 'Offers, prices, orders'],
    ['Care', 'When a plant does not look well'],
  ],
};

const de: Words = {
  title: 'Zimmerpflanzenspezialitätengeschäft Farn & Eiche',
  page: 'Zimmerpflanzen und Kleinmöbel.',
  greeting: 'Guten Tag. Fragen zur Gartenmöbelgarantieverlängerung beantworten wir gern.',
  offer:
    'Sie suchen eine Pflanze für den dunklen Flur? Wir beraten Sie zu Schattenpflanzenerstausstattungen.',
  away: 'Unsere Kundenberatung ist ab morgen früh wieder für Sie da.',
  question: 'Liefern Sie nach Norwegen, auch in eine Mehrfamilienhauserdgeschosswohnung?',
  answer: 'Ja, innerhalb einer Woche: https://farn-und-eiche.example/lieferbedingungen/auslandsversandkosten',
  more: 'Und wie hoch sind sie?',
  news: 'Sie sind 1,20 m hoch, ohne Topf. Sollen wir zwei davon bis Freitag für Sie zurücklegen?',
  fields: {
    name: 'Ihr vollständiger Name',
    email: 'E-Mail-Adresse',
    phone: 'Telefonnummer (für Rückfragen zur Lieferung)',
    pots: 'Wie viele Töpfe?',
    story: 'Was ist passiert?',
    topic: 'Thema',
    day: 'Wunschliefertermin',
  },
  topics: ['Lieferung', 'Gartenmöbelgarantieverlängerungsantrag'],
  sizes: ['Klein', 'Geschenkverpackungsübergröße'],
  newsletter: 'Ich möchte den Newsletter erhalten',
  terms: 'Ich stimme den Datenschutzbestimmungen zu',
  departments: [
    ['Verkauf', 'Angebote, Preise, Bestellungen'],
    ['Pflanzenpflegeberatung', 'Wenn eine Pflanze nicht gut aussieht'],
  ],
};

const ar: Words = {
  title: 'سرخس وسنديان',
  page: 'نباتات وأثاث للغرف الصغيرة.',
  greeting: 'مرحباً. اسألنا عن أي شيء يخص النباتات والأثاث.',
  offer: 'هل تبحث عن نبتة تعيش في ممر مظلم؟ نعرف ثلاثاً منها.',
  away: 'يفتح المتجر أبوابه صباح الغد.',
  question: 'هل ترسلون إلى النرويج؟ أريد شجرتي زيتون وكرسياً من البلوط.',
  answer: 'نعم، خلال أسبوع. الأسعار هنا: https://fern-and-oak.example/delivery',
  more: 'وكم يبلغ ارتفاعها؟',
  news: 'ارتفاعها 1.20 متر من دون الأصيص. هل نحجز لك اثنتين حتى يوم الجمعة؟',
  fields: {
    name: 'اسمك',
    email: 'البريد الإلكتروني',
    phone: 'الهاتف',
    pots: 'كم أصيصاً؟',
    story: 'ماذا حدث؟',
    topic: 'الموضوع',
    day: 'متى؟',
  },
  topics: ['التوصيل', 'العناية بالنباتات'],
  sizes: ['صغير', 'كبير'],
  newsletter: 'أرسلوا إليّ النشرة',
  terms: 'أوافق على سياسة الخصوصية',
  departments: [
    ['المبيعات', 'العروض والأسعار والطلبات'],
    ['العناية', 'عندما لا تبدو النبتة بخير'],
  ],
};

const he: Words = {
  title: 'שרך ואלון',
  page: 'צמחים ורהיטים לחדרים קטנים.',
  greeting: 'שלום. אפשר לשאול אותנו הכול על צמחים ורהיטים.',
  offer: 'מחפשים צמח שיחזיק מעמד במסדרון חשוך? אנחנו מכירים שלושה.',
  away: 'החנות נפתחת שוב מחר בבוקר.',
  question: 'אתם שולחים לנורווגיה? הייתי רוצה שני עצי זית ושרפרף אלון אחד.',
  answer: 'כן, בתוך שבוע. המחירים כאן: https://fern-and-oak.example/delivery',
  more: 'ומה הגובה שלהם?',
  news: 'הם בגובה 1.20 מ׳ בלי העציץ. לשמור לכם שניים עד יום שישי?',
  fields: {
    name: 'השם שלך',
    email: 'אימייל',
    phone: 'טלפון',
    pots: 'כמה עציצים?',
    story: 'מה קרה?',
    topic: 'נושא',
    day: 'מתי?',
  },
  topics: ['משלוח', 'טיפול בצמחים'],
  sizes: ['קטן', 'גדול'],
  newsletter: 'שלחו לי את העלון',
  terms: 'אני מסכים למדיניות הפרטיות',
  departments: [
    ['מכירות', 'הצעות, מחירים, הזמנות'],
    ['טיפול', 'כשצמח לא נראה טוב'],
  ],
};

export const WORDS = { en, de, ar, he };
