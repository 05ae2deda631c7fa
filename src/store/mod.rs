//! D1 queries, one file per family of tables. Every query takes the organization first.

pub mod accounts;
pub mod api_keys;
pub mod attachments;
pub mod audit;
pub mod bot;
pub mod bot_answers;
pub mod bot_ask;
pub mod bot_pages;
pub mod canned_replies;
pub mod conversations;
pub mod customers;
pub mod deliveries;
pub mod departments;
pub mod erasures;
pub mod export;
pub mod identities;
pub mod invites;
pub mod labels;
pub mod listing;
pub mod logins;
pub mod mails;
pub mod members;
pub mod metrics;
pub mod operated;
pub mod organizations;
pub mod reports;
pub mod routes;
pub mod search;
pub mod sessions;
pub mod trail;
pub mod two_factor;
pub mod visitors;
pub mod waiting;
pub mod webhooks;
pub mod widget_errors;
pub mod widgets;

use js_sys::{Array, Object, Promise, Reflect, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::{D1Database, D1PreparedStatement, Env};

use crate::{
    json::FromJson,
    platform::{
        Error, Result, json,
        sql::{Row, Value},
    },
    protocol::{OrganizationId, Timestamp},
};

/// The database of an organization. Today always `DB`; the one place to change when there are several.
///
/// # Errors
/// When the binding is missing.
pub fn database(env: &Env, _: OrganizationId) -> Result<D1Database> {
    Ok(env.d1("DB")?)
}

/// The database that knows which organization a key, an e-mail or a session belongs to.
///
/// # Errors
/// When the binding is missing.
pub fn directory(env: &Env) -> Result<D1Database> {
    Ok(env.d1("DB")?)
}

/// A value bound to a query.
pub struct Param(JsValue);

impl<T: ToString> From<&T> for Param {
    fn from(value: &T) -> Self {
        Self(value.to_string().into())
    }
}

impl From<&str> for Param {
    fn from(value: &str) -> Self {
        Self(value.into())
    }
}

impl From<Timestamp> for Param {
    fn from(value: Timestamp) -> Self {
        Self((value.millis() as f64).into())
    }
}

impl From<i64> for Param {
    fn from(value: i64) -> Self {
        Self((value as f64).into())
    }
}

impl From<u32> for Param {
    fn from(value: u32) -> Self {
        Self(value.into())
    }
}

impl<T> From<Option<T>> for Param
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self(JsValue::NULL), Self::from)
    }
}

/// A statement with its values: `statement!(db, "… ? …", a, b)`.
macro_rules! statement {
    ($db:expr, $query:expr $(, $value:expr)* $(,)?) => {
        $crate::store::bind($db, $query, vec![$($crate::store::Param::from($value)),*])
    };
}
pub(crate) use statement;

/// # Errors
/// When a value cannot be bound.
pub fn bind(db: &D1Database, query: &str, values: Vec<Param>) -> Result<D1PreparedStatement> {
    let values: Vec<JsValue> = values.into_iter().map(|value| value.0).collect();
    Ok(db.prepare(query).bind(&values)?)
}

/// The first row, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn first(statement: Result<D1PreparedStatement>) -> Result<Option<Row>> {
    Ok(all(statement).await?.into_iter().next())
}

/// Rows by position, as an object's own database gives them: a reader for each kind of row by the names of its columns
/// would be 3 KB each.
///
/// # Errors
/// When the database fails.
pub async fn all(statement: Result<D1PreparedStatement>) -> Result<Vec<Row>> {
    let promise = statement?.inner().raw().map_err(failed)?;
    let rows: Array = JsFuture::from(promise).await.map_err(failed)?.unchecked_into();
    Ok(rows.iter().map(|row| row_of(row.unchecked_ref())).collect())
}

/// Each row as what it is. A loop once: collecting in the place of the rows would be half a kilobyte for each type.
fn each<T>(rows: Vec<Row>, read: fn(Row) -> Result<T>) -> Result<Vec<T>> {
    let mut list = Vec::new();
    for row in rows {
        list.push(read(row)?);
    }
    Ok(list)
}

fn row_of(columns: &Array) -> Row {
    Row(columns.iter().map(|value| read(&value)).collect())
}

fn read(value: &JsValue) -> Value {
    if let Some(text) = value.as_string() {
        Value::Text(text)
    } else {
        value.as_f64().map_or(Value::Null, |number| Value::Integer(number as i64))
    }
}

#[wasm_bindgen]
extern "C" {
    type Database;
    /// `worker` does not hand on what a batch has cost.
    #[wasm_bindgen(method, catch)]
    fn batch(this: &Database, statements: &Array) -> std::result::Result<Promise, JsValue>;
}

/// Runs all or nothing.
///
/// # Errors
/// When the database refuses one of them.
pub async fn batch(db: &D1Database, statements: Vec<Result<D1PreparedStatement>>) -> Result<()> {
    run(db, statements).await.map(drop)
}

/// The same, and says what each has done. A call of D1 costs more than a statement: what can go together does.
///
/// # Errors
/// When the database refuses one of them.
pub async fn run(db: &D1Database, statements: Vec<Result<D1PreparedStatement>>) -> Result<Vec<Ran>> {
    let list = Array::new();
    for statement in statements {
        list.push(statement?.inner().as_ref());
    }
    let db: &JsValue = db.as_ref();
    let answers = JsFuture::from(db.unchecked_ref::<Database>().batch(&list).map_err(failed)?).await;
    let answers: Array = answers.map_err(failed)?.unchecked_into();
    Ok(answers.iter().map(Ran).collect())
}

pub fn written(ran: &[Ran]) -> u32 {
    ran.iter().map(Ran::rows_written).sum()
}

/// What a statement of a batch has done.
pub struct Ran(JsValue);

impl Ran {
    pub fn rows_written(&self) -> u32 {
        self.meta("rows_written").unwrap_or(0.0) as u32
    }

    /// Of the whole database, in bytes.
    pub fn size(&self) -> Option<i64> {
        Some(self.meta("size_after")? as i64)
    }

    fn meta(&self, name: &str) -> Option<f64> {
        let meta = Reflect::get(&self.0, &"meta".into());
        meta.and_then(|meta| Reflect::get(&meta, &name.into())).ok()?.as_f64()
    }

    /// In the order of their columns, of which no two may have one name here.
    pub fn rows(&self) -> Vec<Row> {
        let rows = Reflect::get(&self.0, &"results".into()).unwrap_or_default();
        Array::from(&rows).iter().map(|row| row_of(&Object::values(row.unchecked_ref()))).collect()
    }
}

/// Did a statement of a batch give anything?
fn found(ran: Option<&Ran>) -> bool {
    ran.is_some_and(|ran| !ran.rows().is_empty())
}

/// A unique row is there already: the caller knows what that means.
#[must_use]
pub fn is_conflict(error: &Error) -> bool {
    matches!(error, Error::Fault(what) if what.contains("UNIQUE constraint failed"))
}

fn failed(error: impl Into<worker::Error>) -> Error {
    let what = error.into().to_string();
    if what.contains("constraint failed") {
        Error::Fault(what)
    } else {
        Error::Unavailable(format!("database: {what}"))
    }
}

/// JSON columns: our own writing, so reading it back fails only if the code forgot how.
fn document<T: FromJson>(text: &str) -> Result<T> {
    Ok(json::read(text)?)
}

/// Does the database answer?
///
/// # Errors
/// When it does not.
pub async fn ping(env: &Env) -> Result<()> {
    let db = directory(env)?;
    all(statement!(&db, "SELECT id FROM organizations LIMIT 1")).await.map(drop)
}
