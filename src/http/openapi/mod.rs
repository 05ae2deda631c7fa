//! The API's description, made of the route table and of the types that the handlers really take and give.
//! `UPDATE=1 cargo test openapi` renews docs/openapi.json; what cannot be read from types is in texts/.

mod texts;

use schemars::{
    JsonSchema, SchemaGenerator,
    generate::{Contract, SchemaSettings},
};
use serde_json::{Map, Value, json};

use self::texts::{Text, text_of};
use super::{route::Route, routes::ROUTES};
use crate::{
    domain::{api_key::check_call, roles},
    protocol::{Problem, agent::Role, api_key::Scope},
};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json");

/// What a call takes and gives.
pub struct Shape {
    pub asker: &'static str,
    pub takes: Option<fn(&mut SchemaGenerator) -> Value>,
    pub gives: fn(&mut SchemaGenerator) -> Value,
    pub status: u16,
}

/// A type's schema, by reference.
pub fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

macro_rules! shape {
    ($asker:ty $(, $takes:ty)? => $gives:ty) => {
        $crate::http::openapi::shape!($asker $(, $takes)? => $gives, as <$gives as $crate::http::answer::Gives>::Body)
    };
    ($asker:ty $(, $takes:ty)? => $gives:ty, as $body:ty) => {
        $crate::http::openapi::Shape {
            asker: stringify!($asker),
            takes: [$($crate::http::openapi::schema::<$takes> as fn(&mut _) -> _)?].first().copied(),
            gives: $crate::http::openapi::schema::<$body>,
            status: <$gives as $crate::http::answer::Gives>::STATUS,
        }
    };
}
pub(crate) use shape;

fn generator(contract: Contract) -> SchemaGenerator {
    SchemaSettings::draft2020_12()
        .with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
            settings.contract = contract;
        })
        .into_generator()
}

/// The whole description.
fn describe() -> Value {
    let (mut given, mut taken) = (generator(Contract::Serialize), generator(Contract::Deserialize));
    let problem = schema::<Problem>(&mut given);
    let mut paths = Map::new();
    for route in ROUTES {
        let operation = operation(route, text_of(route), &mut given, &mut taken);
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method.to_lowercase()] = operation;
    }
    let mut schemas = merged(given.take_definitions(true), taken.take_definitions(true), &mut paths);
    schemas.values_mut().for_each(limit_numbers);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "ChatDesk",
            "version": env!("CARGO_PKG_VERSION"),
            "description": texts::INTRODUCTION,
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "tags": texts::TAGS.iter().map(|(name, about)| json!({ "name": name, "description": about })).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {
                "Problem": {
                    "description": "What went wrong, in words for people and a `code` for programs.",
                    "headers": headers(&[("Retry-After", "Seconds to wait; with 429 and 503.")]),
                    "content": { "application/problem+json": { "schema": problem } },
                },
            },
            "securitySchemes": {
                "session": { "type": "http", "scheme": "bearer", "description": "A visitor's `st_…` token, from `POST /api/widget/init`." },
                "login": { "type": "apiKey", "in": "cookie", "name": "__Host-chatdesk", "description": "An agent's session. Writes need `Origin` to be ChatDesk's own." },
                "key": { "type": "http", "scheme": "bearer", "description": "An API key, `ck_…`, in the name of the admin who made it." },
                "operator": { "type": "http", "scheme": "bearer", "description": "The platform's `OPERATOR_TOKEN`, of at least 32 characters." },
            },
        },
    })
}

/// One set of schemas. What is read otherwise than it is written has a name of its own where it is read.
fn merged(
    mut given: Map<String, Value>,
    taken: Map<String, Value>,
    paths: &mut Map<String, Value>,
) -> Map<String, Value> {
    let mut others: Vec<String> = Vec::new();
    loop {
        let is_other = |name: &String, schema: &Value| {
            given.get(name).is_some_and(|known| known != schema || others.iter().any(|other| names(schema, other)))
        };
        let more: Vec<_> =
            taken.iter().filter(|(name, schema)| !others.contains(name) && is_other(name, schema)).collect();
        if more.is_empty() {
            break;
        }
        others.extend(more.into_iter().map(|(name, _)| name.clone()));
    }
    for (name, mut schema) in taken {
        rename(&mut schema, &others);
        let name = if others.contains(&name) { format!("{name}Input") } else { name };
        given.insert(name, schema);
    }
    let operations = paths.values_mut().filter_map(Value::as_object_mut).flat_map(Map::values_mut);
    for body in operations.filter_map(|operation| operation.get_mut("requestBody")) {
        rename(body, &others);
    }
    given
}

/// A format alone says nothing to those who do not know it.
fn limit_numbers(schema: &mut Value) {
    let most = match schema.get("format").and_then(Value::as_str) {
        Some("uint8") => Some(u64::from(u8::MAX)),
        Some("uint16") => Some(u64::from(u16::MAX)),
        Some("uint32") => Some(u64::from(u32::MAX)),
        _ => None,
    };
    match schema {
        Value::Object(fields) => {
            if let Some(most) = most {
                fields.entry("maximum").or_insert_with(|| most.into());
            }
            fields.values_mut().for_each(limit_numbers);
        }
        Value::Array(items) => items.iter_mut().for_each(limit_numbers),
        _ => {}
    }
}

fn reference(name: &str) -> String {
    format!("#/components/schemas/{name}")
}

fn names(schema: &Value, name: &str) -> bool {
    schema.to_string().contains(&format!("\"{}\"", reference(name)))
}

fn rename(value: &mut Value, others: &[String]) {
    let mut text = value.to_string();
    for other in others {
        text = text.replace(&format!("\"{}\"", reference(other)), &format!("\"{}Input\"", reference(other)));
    }
    *value = serde_json::from_str(&text).unwrap();
}

fn operation(route: &Route, text: &Text, given: &mut SchemaGenerator, taken: &mut SchemaGenerator) -> Value {
    let Shape { asker, takes, gives, status } = &route.shape;
    let mut responses = Map::new();
    let body = gives(given);
    let answer = if text.answer.is_empty() { "Done." } else { text.answer };
    let mut success = json!({ "description": answer });
    match text.media {
        None if body != json!({ "type": "null" }) => {
            success["content"] = json!({ "application/json": { "schema": body } });
            if let Some(media) = text.or_media {
                success["content"][media] = json!({});
            }
        }
        Some(media) => success["content"] = json!({ media: {} }),
        None => {}
    }
    for code in text.statuses.iter().copied().chain(text.statuses.is_empty().then_some(*status)) {
        responses.insert(
            code.to_string(),
            match code {
                204 if text.media.is_some() => json!({ "description": "There is none." }),
                101 => json!({ "description": "The socket is open." }),
                304 => json!({ "description": "Nothing has changed since the answer with this `ETag`." }),
                _ => success.clone(),
            },
        );
    }
    for answer in responses.values_mut().filter(|_| !text.headers.is_empty()) {
        answer["headers"] = headers(text.headers);
    }
    responses.insert("default".into(), json!({ "$ref": "#/components/responses/Problem" }));
    let mut operation = json!({
        "operationId": operation_id(route),
        "tags": [text.tag],
        "summary": text.summary,
        "responses": responses,
        "security": security(asker, route, text),
    });
    if !text.about.is_empty() {
        operation["description"] = text.about.into();
    }
    let parameters: Vec<_> = path_parameters(route.path).chain(text.query.iter().map(query_parameter)).collect();
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    if let Some(takes) = takes {
        let schema = takes(taken);
        // A call without a body says as much as one with an empty object.
        let is_required = has_required(&schema, taken);
        let mut content = json!({ "schema": schema });
        if !text.example.is_empty() {
            content["example"] = serde_json::from_str(text.example).unwrap_or_else(|e| panic!("{}: {e}", route.path));
        }
        operation["requestBody"] = json!({ "required": is_required, "content": { "application/json": content } });
    }
    if !text.form.is_empty() {
        let content = json!({ "multipart/form-data": { "schema": form_schema(text) } });
        operation["requestBody"] = json!({ "required": true, "content": content });
    }
    operation
}

fn headers(headers: &[(&str, &str)]) -> Value {
    let header = |about: &str| json!({ "description": about, "schema": { "type": "string" } });
    headers.iter().map(|(name, about)| ((*name).to_owned(), header(about))).collect::<Map<_, _>>().into()
}

fn form_schema(text: &Text) -> Value {
    let fields = text.form.iter().map(query_parameter);
    let required: Vec<_> =
        fields.clone().filter(|field| field["required"] == true).map(|field| field["name"].clone()).collect();
    let properties: Map<_, _> = fields
        .map(|field| {
            let mut schema = field["schema"].clone();
            schema["description"] = field["description"].clone();
            (field["name"].as_str().unwrap_or_default().to_owned(), schema)
        })
        .collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn has_required(schema: &Value, generator: &SchemaGenerator) -> bool {
    let name = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()).unwrap_or_default();
    let schema = generator.definitions().get(name).unwrap_or(schema);
    schema["required"].as_array().is_some_and(|required| !required.is_empty())
}

/// `GET /api/widget/conversations/{id}` → `getWidgetConversationsId`
fn operation_id(route: &Route) -> String {
    let words = route.path.trim_start_matches("/api").split(|c: char| !c.is_ascii_alphanumeric());
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    let words = words.filter(|word| !word.is_empty()).map(capital);
    std::iter::once(route.method.to_lowercase()).chain(words).collect()
}

fn security(asker: &str, route: &Route, text: &Text) -> Value {
    let is_socket = text.statuses.contains(&101);
    let all = [Scope::Read, Scope::Write, Scope::Settings];
    match asker {
        "Anyone" => json!([]),
        "Operator" => json!([{ "operator": [] }]),
        visitor if visitor.contains("Visitor") => json!([{ "session": [] }]),
        _ => {
            let least = roles::least(&format!("{} {}", route.method, route.path));
            let roles: Vec<_> = least.filter(|role| *role > Role::Agent).map(Role::as_str).into_iter().collect();
            let login = json!({ "login": roles });
            if check_call(&all, route.method, route.path, is_socket).is_ok() {
                json!([login, { "key": [] }])
            } else {
                json!([login])
            }
        }
    }
}

fn path_parameters(path: &str) -> impl Iterator<Item = Value> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    names.map(|name| {
        let schema = if matches!(name, "id" | "delivery") {
            json!({ "type": "string", "format": "uuid" })
        } else {
            json!({ "type": "string" })
        };
        json!({ "name": name, "in": "path", "required": true, "schema": schema })
    })
}

fn query_parameter((name, schema, about): &(&str, &str, &str)) -> Value {
    let schema: Value = serde_json::from_str(schema).unwrap_or_else(|e| panic!("{name}: {e}"));
    let is_required = about.starts_with("Required");
    json!({ "name": name, "in": "query", "required": is_required, "schema": schema, "description": about })
}

#[test]
fn the_committed_description_is_current() {
    let current = serde_json::to_string_pretty(&describe()).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, &current).unwrap();
    }
    let committed = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(committed == current, "docs/openapi.json is stale: run `UPDATE=1 cargo test openapi`");
}

#[test]
fn s7_what_the_checks_allow_is_what_the_description_says() {
    use crate::protocol::limits as most;
    let description = describe();
    let said = |schema: &str, field: &str, word: &str| {
        let schemas = &description["components"]["schemas"];
        let named = schemas.get(format!("{schema}Input")).unwrap_or(&schemas[schema]);
        named["properties"][field][word].as_u64().unwrap_or_else(|| panic!("{schema}.{field} has no {word}"))
    };
    for (schema, field, word, limit) in [
        ("SignupRequest", "password", "minLength", most::PASSWORD_LEAST),
        ("SignupRequest", "password", "maxLength", most::PASSWORD_MOST),
        ("SignupRequest", "email", "maxLength", most::EMAIL_BYTES),
        ("UserData", "name", "maxLength", most::NAME_CHARS),
        ("CustomerData", "phone", "maxLength", most::PHONE_CHARS),
        ("ChangeCustomer", "email", "maxLength", most::EMAIL_BYTES),
        ("ChangeCustomer", "customFields", "maxProperties", most::FIELDS),
        ("ChangeOrganization", "retentionDays", "maximum", most::RETENTION_DAYS as usize),
        ("ChangeWidget", "title", "maxLength", most::TITLE_CHARS),
        ("ChangeWidget", "allowedDomains", "maxItems", most::DOMAINS),
        ("ChangeConversation", "labels", "maxItems", most::LABELS),
        ("PreChat", "fields", "maxItems", most::QUESTIONS),
        ("NewMessage", "body", "maxLength", most::BODY_CHARS),
        ("TrackRequest", "events", "maxItems", most::EVENTS),
        ("RatingRequest", "score", "minimum", usize::from(most::SCORE_LEAST)),
        ("RatingRequest", "score", "maximum", usize::from(most::SCORE_MOST)),
    ] {
        assert_eq!(said(schema, field, word), limit as u64, "{schema}.{field}");
    }
    let config = &description["paths"]["/api/widget/config"]["get"]["responses"];
    assert!(config["200"]["headers"]["ETag"].is_object() && config["304"]["description"] != "");
    let problem = &description["components"]["responses"]["Problem"];
    assert!(problem["headers"]["Retry-After"].is_object());
    for call in ["signup", "login", "logout"] {
        let responses = &description["paths"][format!("/api/auth/{call}")]["post"]["responses"];
        let success = responses.as_object().unwrap().values().next().unwrap();
        assert!(success["headers"]["Set-Cookie"].is_object(), "{call}");
    }
}

#[test]
fn a2_every_call_asks_for_the_role_that_it_shall() {
    for route in ROUTES {
        let call = format!("{} {}", route.method, route.path);
        let asks = match route.shape.asker {
            "Agent" | "Who<Agent>" => Some(Role::Agent),
            "Admin" => Some(Role::Admin),
            "Owner" => Some(Role::Owner),
            _ => None,
        };
        assert_eq!(asks, roles::least(&call), "{call}");
        let says = |words| text_of(route).about.contains(words);
        assert_eq!(asks == Some(Role::Admin), says("Admins only"), "{call}: say so in texts/");
        assert_eq!(asks == Some(Role::Owner), says("Owners only"), "{call}: say so in texts/");
    }
    for (call, _) in roles::CALLS {
        assert!(ROUTES.iter().any(|route| *call == format!("{} {}", route.method, route.path)), "{call} is no call");
    }
}

#[test]
fn every_text_is_of_a_call() {
    for text in texts::all() {
        let is_it = |route: &&Route| text.call == format!("{} {}", route.method, route.path);
        assert!(ROUTES.iter().any(|route| is_it(&route)), "{} is no call", text.call);
    }
}
