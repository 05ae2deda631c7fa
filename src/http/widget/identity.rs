//! Who a visitor is: what they or their page say, and what the site's own server signs.

use super::{
    rooms,
    session::{LATEST, latest, new_visitor_id, visit},
};
use crate::{
    domain::{
        check::Checks,
        customer,
        identity::{self, Audience, Identity, Invalid},
        privacy::{self, MayKeep},
        token::{self, Session},
    },
    http::{answer::Json, call::Call, visitor::Visitor},
    platform::{Error, Result, clock, json, random},
    protocol::{
        OrganizationId, Problem, SessionId, Timestamp,
        conversation::WidgetCustomer,
        limits::{NAME_CHARS, PHONE_CHARS},
        visitor::{CustomerData, Identified, IdentifyRequest, UserData},
    },
    store::{
        self,
        identities::Used,
        sessions::{Sight, Standing, Visit},
        visitors::KnownCustomer,
        widgets::Known,
    },
};

/// Whoever opens the chat. `session`: the one that goes on.
pub struct Person {
    pub session: Option<SessionId>,
    pub known: KnownCustomer,
}

impl Person {
    pub fn of((session, known): (Session, KnownCustomer)) -> Self {
        Self { session: Some(session.id), known }
    }

    fn user(customer: WidgetCustomer, user: &str, session: Option<SessionId>) -> Self {
        Self { session, known: KnownCustomer { customer, user_id: Some(user.into()), is_merged: false } }
    }

    pub fn session(&self, known: &Known, now: Timestamp) -> Session {
        Session {
            id: self.session.unwrap_or_else(|| random::id(now)),
            organization: known.organization_id,
            widget: known.widget.id,
            customer: self.known.customer.id,
            expires_at: now.plus(token::LIFETIME),
        }
    }
}

pub async fn identify(call: &Call, Visitor(session): Visitor, request: IdentifyRequest) -> Result<Json<Identified>> {
    let IdentifyRequest { token, name, email, phone, custom_fields } = request;
    let mut checks = Checks::default();
    let data = check_data(&mut checks, "", &UserData { name, email, phone, custom_fields });
    checks.done()?;
    let now = clock::now();
    let (known, Standing { known: customer, consented, language, .. }) = arrived(call, &session, now).await?;
    // Consent is a person's: after a switch it is another.
    let still_consents = consented && !customer.is_protected();
    let person = Person::of((session, customer));
    let may_keep = |consented| privacy::may_keep(&known.organization_settings, consented, call.asks_for_privacy());
    let keep = may_keep(consented);
    let person = match &token {
        Some(token) => recognise(call, &known, Some(person), token, keep).await?,
        None => describe(call, session.organization, person, &data, keep).await?,
    };
    let new = person.session(&known, now);
    let newest = if new.id == session.id {
        store::conversations::of_customer(&call.env, new.organization, new.customer, None, LATEST).await?
    } else {
        rooms::end(call, &session).await?;
        let came = Visit { language, consented: still_consents, ..Visit::default() };
        let visit = visit(call, came, &known, may_keep(still_consents));
        open(call, &new, &person, &visit, None, now).await?.conversations
    };
    Ok(Json(Identified {
        session_token: token::sign(&new, &call.session_key()?),
        visitor_id: person.known.customer.visitor_id.clone(),
        expires_at: new.expires_at,
        conversation: latest(call, &new, newest).await?,
        widget_customer: person.known.customer,
    }))
}

/// The session's widget and its customer, if the one may be used and the other has not left.
pub async fn arrived(call: &Call, session: &Session, now: Timestamp) -> Result<(Known, Standing)> {
    let found = store::sessions::with_widget(&call.env, session.organization, session, now).await?;
    let (known, standing) = found.ok_or_else(|| Problem::not_found("widget"))?;
    super::config::check(&known)?;
    Ok((known, standing.ok_or_else(ended)?))
}

/// With what reports count since a day, if that is wanted.
///
/// # Errors
/// When the person is somebody else by now: asked again, it is found out whom.
pub async fn open(
    call: &Call,
    session: &Session,
    person: &Person,
    visit: &Visit,
    since: Option<&str>,
    now: Timestamp,
) -> Result<Sight> {
    let user = person.known.user_id.as_deref();
    let sight = store::sessions::open(&call.env, session, user, visit, now, (LATEST, since)).await?;
    Ok(sight.ok_or_else(Problem::unavailable)?)
}

pub fn ended() -> Problem {
    Problem::unauthorized("session_expired", "This session has ended. Start a new one.")
}

/// What a page says of its user, as far as it can be kept.
pub fn check_data(checks: &mut Checks, prefix: &str, data: &UserData) -> UserData {
    let field = |name: &str| format!("{prefix}{name}");
    UserData {
        name: checks.optional_line(&field("name"), data.name.as_deref(), NAME_CHARS),
        email: data.email.as_deref().filter(|e| !e.is_empty()).map(|email| checks.email(&field("email"), email)),
        phone: checks.optional_line(&field("phone"), data.phone.as_deref(), PHONE_CHARS),
        custom_fields: customer::check_fields(checks, &field("customFields"), &data.custom_fields),
    }
}

/// Unsigned words describe an anonymous customer; of a user only their site's server may say anything.
pub async fn describe(
    call: &Call,
    organization: OrganizationId,
    person: Person,
    data: &UserData,
    keep: MayKeep,
) -> Result<Person> {
    if *data == UserData::default() || person.known.is_protected() || !keep.words {
        return Ok(person);
    }
    let UserData { name, email, phone, custom_fields } = data.clone();
    let (id, said) = (person.known.customer.id, CustomerData { name, email, phone });
    let described = store::visitors::describe(&call.env, organization, id, &said, &custom_fields).await?;
    known_better(call, organization, person, described).await
}

async fn known_better(
    call: &Call,
    organization: OrganizationId,
    person: Person,
    described: Option<WidgetCustomer>,
) -> Result<Person> {
    let Some(customer) = described else { return Ok(person) };
    if customer != person.known.customer {
        rooms::describe(call, organization, &customer).await?;
    }
    Ok(Person { known: KnownCustomer { customer, ..person.known }, ..person })
}

/// Who the token says they are. An anonymous visitor's conversations become that user's; of another user's, nothing is
/// touched.
pub async fn recognise(
    call: &Call,
    known: &Known,
    person: Option<Person>,
    token: &str,
    keep: MayKeep,
) -> Result<Person> {
    let organization = known.organization_id;
    let identity = verify(call, known, token).await?;
    let session = person.as_ref().and_then(|person| person.session);
    let used = store::identities::take(&call.env, organization, &identity.once, session, identity.expires_at).await?;
    if matches!(used, Used::Elsewhere) {
        let detail = "This identity token was used before. Sign a new one.";
        return Err(Problem::unauthorized("identity_used", detail).into());
    }
    let person = become_user(call, organization, person, &identity.user_id).await?;
    rooms::gather(call, organization, &person.known.customer).await?;
    if matches!(used, Used::Again) {
        rooms::tell(call, organization, &person.known.customer).await?;
    }
    let Identity { name, email, phone, custom, .. } = identity;
    let said = CustomerData { name, email, phone };
    if !keep.words || (said == CustomerData::default() && custom.is_empty()) {
        return Ok(person);
    }
    let id = person.known.customer.id;
    let described = store::visitors::describe_signed(&call.env, organization, id, &said, &custom).await?;
    known_better(call, organization, person, described).await
}

async fn verify(call: &Call, known: &Known, token: &str) -> Result<Identity> {
    let secret = store::widgets::identity_secret(&call.env, known.organization_id, known.widget.id).await?;
    let secret = secret.ok_or_else(|| Problem::not_found("widget"))?;
    let read = |text: &[u8]| json::read(text).ok();
    let (id, widget) = (known.widget.id.to_string(), &known.widget);
    let audience = Audience { widget: &id, keys: [Some(&widget.key), widget.previous_key.as_deref()] };
    let verified = identity::verify(token, secret.as_bytes(), clock::now(), audience, &read);
    Ok(verified.map_err(refused)?)
}

fn refused(invalid: Invalid) -> Problem {
    match invalid {
        Invalid::Forged => Problem::unauthorized("invalid_identity", "This identity token is not valid."),
        Invalid::Expired => {
            Problem::unauthorized("identity_expired", "This identity token has expired. Sign a new one.")
        }
        Invalid::Early => Problem::unauthorized("identity_too_early", "This identity token is not valid yet."),
        Invalid::Wrong(problem) => *problem,
    }
}

async fn become_user(call: &Call, organization: OrganizationId, person: Option<Person>, user: &str) -> Result<Person> {
    if let Some(person) = person {
        if person.known.user_id.as_deref() == Some(user) {
            return Ok(person);
        }
        if !person.known.is_protected() {
            return settle(call, organization, person, user).await;
        }
    }
    if let Some(customer) = store::identities::by_user(&call.env, organization, user).await? {
        return Ok(Person::user(customer, user, None));
    }
    let now = clock::now();
    let new = store::visitors::make(&call.env, organization, random::id(now), &new_visitor_id(), now).await?;
    settle(call, organization, Person { session: None, known: new }, user).await
}

/// An anonymous customer becomes the user, or if there is one already, all that is theirs becomes the user's.
async fn settle(call: &Call, organization: OrganizationId, person: Person, user: &str) -> Result<Person> {
    let (env, id, now) = (&call.env, person.known.customer.id, clock::now());
    if let Some(customer) = store::identities::claim(env, organization, id, user, person.session, now).await? {
        rooms::tell(call, organization, &customer).await?;
        return Ok(Person::user(customer, user, person.session));
    }
    let customer = store::identities::by_user(env, organization, user).await?;
    let into = customer.ok_or_else(|| Error::Unavailable("a user is taken and not there".into()))?.id;
    store::identities::merge(env, organization, id, into, now).await?;
    let customer = store::identities::by_user(env, organization, user).await?;
    let customer = customer.ok_or_else(|| Error::Unavailable("a user is there no more".into()))?;
    Ok(Person::user(customer, user, None))
}
