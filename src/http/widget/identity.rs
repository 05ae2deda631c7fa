//! Who a visitor is: what they or their page say, and what the site's own server signs.

use super::session::{LATEST, latest, new_visitor_id};
use crate::{
    domain::{
        check::Checks,
        customer,
        identity::{self, Identity, Invalid},
        token::{self, Session},
    },
    http::{answer::Json, call::Call, visitor::Visitor},
    platform::{Error, Result, clock, json, log::unless_problem, object::Command, random},
    protocol::{
        CustomerId, OrganizationId, Problem, SessionId, Timestamp,
        conversation::WidgetCustomer,
        visitor::{CustomerData, Identified, IdentifyRequest, UserData},
    },
    room::{
        self,
        commands::{Bar, Describe},
    },
    store::{self, sessions::Visit, visitors::KnownCustomer, widgets::Known},
};

/// So many conversations that are not closed are told when somebody is known better.
const AT_ONCE: usize = 20;

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
    let (known, customer) = arrived(call, &session).await?;
    let person = Person::of((session, customer));
    let person = match &token {
        Some(token) => recognise(call, &known, Some(person), token).await?,
        None => describe(call, session.organization, person, &data).await?,
    };
    let now = clock::now();
    let new = person.session(&known, now);
    let newest = if new.id == session.id {
        store::conversations::of_customer(&call.env, new.organization, new.customer, LATEST).await?
    } else {
        end(call, &session).await?;
        store::sessions::open(&call.env, &new, &Visit::default(), now, LATEST).await?.conversations
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
pub async fn arrived(call: &Call, session: &Session) -> Result<(Known, KnownCustomer)> {
    let found = store::sessions::with_widget(&call.env, session.organization, session).await?;
    let (known, customer) = found.ok_or_else(|| Problem::not_found("widget"))?;
    super::config::check(&known)?;
    Ok((known, customer.ok_or_else(ended)?))
}

pub fn ended() -> Problem {
    Problem::unauthorized("session_expired", "This session has ended. Start a new one.")
}

/// What a page says of its user, as far as it can be kept.
pub fn check_data(checks: &mut Checks, prefix: &str, data: &UserData) -> UserData {
    let field = |name: &str| format!("{prefix}{name}");
    UserData {
        name: checks.optional_line(&field("name"), data.name.as_deref(), 100),
        email: data.email.as_deref().filter(|e| !e.is_empty()).map(|email| checks.email(&field("email"), email)),
        phone: checks.optional_line(&field("phone"), data.phone.as_deref(), 40),
        custom_fields: customer::check_fields(checks, &field("customFields"), &data.custom_fields),
    }
}

/// Unsigned words describe an anonymous customer; of a user only their site's server may say anything.
pub async fn describe(call: &Call, organization: OrganizationId, person: Person, data: &UserData) -> Result<Person> {
    if *data == UserData::default() || person.known.is_protected() {
        return Ok(person);
    }
    put_down(call, organization, person, data).await
}

async fn put_down(call: &Call, organization: OrganizationId, person: Person, data: &UserData) -> Result<Person> {
    let UserData { name, email, phone, custom_fields } = data.clone();
    let (id, said) = (person.known.customer.id, CustomerData { name, email, phone });
    let described = store::visitors::describe(&call.env, organization, id, &said, &custom_fields).await?;
    let Some(customer) = described else { return Ok(person) };
    if customer != person.known.customer {
        tell_rooms(call, organization, &customer).await?;
    }
    Ok(Person { known: KnownCustomer { customer, ..person.known }, ..person })
}

/// Who the token says they are. An anonymous visitor's conversations become that user's; of another user's, nothing is
/// touched.
pub async fn recognise(call: &Call, known: &Known, person: Option<Person>, token: &str) -> Result<Person> {
    let organization = known.organization_id;
    let identity = verify(call, known, token).await?;
    let session = person.as_ref().and_then(|person| person.session);
    let (once, until) = (&identity.once, identity.expires_at);
    if !store::sessions::use_identity(&call.env, organization, once, session, until).await? {
        return Err(
            Problem::unauthorized("identity_used", "This identity token was used before. Sign a new one.").into()
        );
    }
    let person = become_user(call, organization, person, &identity.user_id).await?;
    let Identity { name, email, phone, custom, .. } = identity;
    put_down(call, organization, person, &UserData { name, email, phone, custom_fields: custom }).await
}

async fn verify(call: &Call, known: &Known, token: &str) -> Result<Identity> {
    let secret = store::widgets::identity_secret(&call.env, known.organization_id, known.widget.id).await?;
    let secret = secret.ok_or_else(|| Problem::not_found("widget"))?;
    let read = |text: &[u8]| json::read(text).ok();
    let verified = identity::verify(token, secret.as_bytes(), clock::now(), &known.widget.key, &read);
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
    if let Some(customer) = store::visitors::by_user(&call.env, organization, user).await? {
        return Ok(Person::user(customer, user, None));
    }
    let now = clock::now();
    let new = store::visitors::seen(&call.env, organization, random::id(now), &new_visitor_id(), now).await?;
    settle(call, organization, Person { session: None, known: new }, user).await
}

/// An anonymous customer becomes the user, or if there is one already, all that is theirs becomes the user's.
async fn settle(call: &Call, organization: OrganizationId, person: Person, user: &str) -> Result<Person> {
    let anonymous = person.known.customer;
    if let Some(customer) = store::visitors::claim(&call.env, organization, anonymous.id, user).await? {
        return Ok(Person::user(customer, user, person.session));
    }
    let customer = store::visitors::by_user(&call.env, organization, user).await?;
    let customer = customer.ok_or_else(|| Error::Unavailable("a user is taken and not there".into()))?;
    // Rooms first: what they say is what the copies will be.
    let described = Describe { organization_id: organization, was: anonymous.id, customer: customer.clone() };
    in_rooms(call, organization, anonymous.id, &described).await?;
    store::visitors::merge(&call.env, organization, anonymous.id, customer.id).await?;
    Ok(Person::user(customer, user, None))
}

/// What is known of somebody, for all who have their conversations in front of them. What a room misses now it shows
/// late, but no wrong name for long: the next change tells it again.
async fn tell_rooms(call: &Call, organization: OrganizationId, customer: &WidgetCustomer) -> Result<()> {
    let ids = store::conversations::newest_ids(&call.env, organization, customer.id, AT_ONCE as u32).await?;
    let described = Describe { organization_id: organization, was: customer.id, customer: customer.clone() };
    unless_problem(room::tell(&call.env, &ids, &described).await);
    Ok(())
}

/// The session's token is worth nothing from now on, and whoever listens with it is hung up on.
pub async fn end(call: &Call, session: &Session) -> Result<()> {
    store::sessions::revoke(&call.env, session.organization, session.id, clock::now()).await?;
    let bar = Bar { organization_id: session.organization, session: session.id };
    in_rooms(call, session.organization, session.customer, &bar).await
}

/// Tells all rooms of a customer.
pub async fn in_rooms<C: Command<Answer = ()>>(
    call: &Call,
    organization: OrganizationId,
    customer: CustomerId,
    command: &C,
) -> Result<()> {
    let ids = store::conversations::ids_of_customer(&call.env, organization, customer).await?;
    room::tell(&call.env, &ids, command).await
}
