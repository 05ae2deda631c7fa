//! An object's own SQLite behind a small trait, so that what is built on it is tested natively on real SQLite,
//! and on one that fails on purpose.

use std::{cell::Cell, rc::Rc};

use uuid::Uuid;
use worker::{SqlCursor, SqlStorage, SqlStorageValue};

use crate::protocol::Timestamp;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Integer(i64),
    Text(String),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Integer(yes.into())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[derive(Clone, Debug)]
pub struct SqlError(pub String);

/// One row, its columns in the order of the query.
#[derive(Clone, Debug, Default)]
pub struct Row(pub Vec<Value>);

impl Row {
    #[must_use]
    pub fn integer(&self, column: usize) -> i64 {
        match self.0.get(column) {
            Some(Value::Integer(number)) => *number,
            _ => 0,
        }
    }

    #[must_use]
    pub fn optional_integer(&self, column: usize) -> Option<i64> {
        matches!(self.0.get(column), Some(Value::Integer(_))).then(|| self.integer(column))
    }

    #[must_use]
    pub fn number(&self, column: usize) -> u32 {
        self.integer(column).try_into().unwrap_or_default()
    }

    #[must_use]
    pub fn time(&self, column: usize) -> Timestamp {
        Timestamp::from_millis(self.integer(column))
    }

    #[must_use]
    pub fn optional(&mut self, column: usize) -> Option<String> {
        match self.0.get_mut(column) {
            Some(Value::Text(text)) => Some(std::mem::take(text)),
            _ => None,
        }
    }

    /// An id of ours, which is there.
    ///
    /// # Errors
    /// When it is not.
    pub fn id<T: From<Uuid>>(&self, column: usize) -> Result<T, SqlError> {
        self.optional_id(column).ok_or_else(|| SqlError("a row without its id".into()))
    }

    #[must_use]
    pub fn optional_id<T: From<Uuid>>(&self, column: usize) -> Option<T> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Uuid::try_parse(text).ok().map(T::from),
            _ => None,
        }
    }

    #[must_use]
    pub fn text(&mut self, column: usize) -> String {
        match self.0.get_mut(column) {
            Some(Value::Text(text)) => std::mem::take(text),
            _ => String::new(),
        }
    }
}

pub trait Sql {
    /// Runs one statement, whole, at once.
    ///
    /// # Errors
    /// When the database refuses it; what ran before stays.
    fn exec(&self, query: &str, values: &[Value]) -> Result<Vec<Row>, SqlError>;

    /// The same, for a statement that answers nothing.
    ///
    /// # Errors
    /// As `exec`.
    fn run(&self, query: &str, values: &[Value]) -> Result<(), SqlError> {
        self.exec(query, values).map(drop)
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// As `exec`.
    fn first(&self, query: &str, values: &[Value]) -> Result<Option<Row>, SqlError> {
        Ok(self.exec(query, values)?.into_iter().next())
    }
}

/// An object's database. It counts what it costs.
#[derive(Clone)]
pub struct ObjectSql {
    storage: SqlStorage,
    rows_written: Rc<Cell<u32>>,
}

impl ObjectSql {
    #[must_use]
    pub fn new(storage: SqlStorage) -> Self {
        Self { storage, rows_written: Rc::default() }
    }

    /// Rows written since the object woke, as they are billed.
    #[must_use]
    pub fn rows_written(&self) -> u32 {
        self.rows_written.get()
    }
}

impl ObjectSql {
    fn start(&self, query: &str, values: &[Value]) -> Result<SqlCursor, SqlError> {
        let bindings: Vec<SqlStorageValue> = values.iter().cloned().map(Into::into).collect();
        self.storage.exec(query, bindings).map_err(|error| SqlError(error.to_string()))
    }

    fn count(&self, cursor: &SqlCursor) {
        self.rows_written.set(self.rows_written.get().saturating_add(cursor.rows_written() as u32));
    }
}

impl Sql for ObjectSql {
    fn exec(&self, query: &str, values: &[Value]) -> Result<Vec<Row>, SqlError> {
        let cursor = self.start(query, values)?;
        let rows = cursor.raw().map(|row| {
            let columns = row.map_err(|error| SqlError(error.to_string()))?;
            Ok(Row(columns.into_iter().map(Into::into).collect()))
        });
        let rows = rows.collect();
        self.count(&cursor);
        rows
    }

    fn run(&self, query: &str, values: &[Value]) -> Result<(), SqlError> {
        self.count(&self.start(query, values)?);
        Ok(())
    }
}

impl From<Value> for SqlStorageValue {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Integer(number) => Self::Integer(number),
            Value::Text(text) => Self::String(text),
        }
    }
}

impl From<SqlStorageValue> for Value {
    fn from(value: SqlStorageValue) -> Self {
        match value {
            SqlStorageValue::Boolean(yes) => yes.into(),
            SqlStorageValue::Integer(number) => Self::Integer(number),
            SqlStorageValue::Float(number) => Self::Integer(number as i64),
            SqlStorageValue::String(text) => Self::Text(text),
            SqlStorageValue::Null | SqlStorageValue::Blob(_) => Self::Null,
        }
    }
}

/// Applies the migrations that this database has not seen; `list` only ever grows at its end.
///
/// # Errors
/// When a statement is refused.
pub fn migrate(sql: &impl Sql, list: &[&str]) -> Result<(), SqlError> {
    sql.exec("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID", &[])?;
    let done = number(sql, "schema")?;
    for (index, statements) in list.iter().enumerate().skip(usize::try_from(done).unwrap_or_default()) {
        for statement in statements.split(";\n").filter(|statement| !statement.trim().is_empty()) {
            sql.exec(statement, &[])?;
        }
        set_number(sql, "schema", i64::try_from(index).unwrap_or_default() + 1)?;
    }
    Ok(())
}

/// A number the object remembers by name; 0 until it is set.
///
/// # Errors
/// When the database fails.
pub fn number(sql: &impl Sql, key: &str) -> Result<i64, SqlError> {
    Ok(sql.first("SELECT value FROM meta WHERE key = ?", &[key.into()])?.map_or(0, |row| row.integer(0)))
}

/// # Errors
/// When the database fails.
pub fn set_number(sql: &impl Sql, key: &str, value: i64) -> Result<(), SqlError> {
    let query = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    sql.run(query, &[key.into(), value.into()])
}

#[cfg(test)]
pub mod testing {
    //! Real SQLite in memory, and one that fails when told.

    use std::cell::Cell;

    use rusqlite::{Connection, types::Value as Raw};

    use super::{Row, Sql, SqlError, Value};

    pub struct Memory {
        connection: Connection,
        /// Fails from the n-th statement from now on.
        pub fail_after: Cell<Option<u32>>,
        pub statements: Cell<u32>,
    }

    impl Default for Memory {
        fn default() -> Self {
            let connection = Connection::open_in_memory().unwrap();
            Self { connection, fail_after: Cell::new(None), statements: Cell::new(0) }
        }
    }

    impl Sql for Memory {
        fn exec(&self, query: &str, values: &[Value]) -> Result<Vec<Row>, SqlError> {
            self.statements.set(self.statements.get() + 1);
            if let Some(left) = self.fail_after.get() {
                self.fail_after.set(Some(left.saturating_sub(1)));
                if left == 0 {
                    return Err(SqlError("injected".into()));
                }
            }
            run(&self.connection, query, values).map_err(|error| SqlError(error.to_string()))
        }
    }

    fn run(connection: &Connection, query: &str, values: &[Value]) -> rusqlite::Result<Vec<Row>> {
        let mut statement = connection.prepare(query)?;
        let columns = statement.column_count();
        let bound = rusqlite::params_from_iter(values.iter().cloned().map(raw));
        let rows = statement.query_map(bound, |row| {
            (0..columns).map(|i| row.get::<_, Raw>(i).map(value)).collect::<rusqlite::Result<_>>().map(Row)
        })?;
        rows.collect()
    }

    fn raw(value: Value) -> Raw {
        match value {
            Value::Null => Raw::Null,
            Value::Integer(number) => Raw::Integer(number),
            Value::Text(text) => Raw::Text(text),
        }
    }

    fn value(raw: Raw) -> Value {
        match raw {
            Raw::Integer(number) => Value::Integer(number),
            Raw::Text(text) => Value::Text(text),
            _ => Value::Null,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{testing::Memory, *};

    #[test]
    fn migrations_apply_once_and_in_order() {
        let sql = Memory::default();
        let first = ["CREATE TABLE a (x INTEGER);\nINSERT INTO a VALUES (1);\n"];
        migrate(&sql, &first).unwrap();
        migrate(&sql, &first).unwrap();
        migrate(&sql, &[first[0], "INSERT INTO a VALUES (2)"]).unwrap();
        assert_eq!(
            sql.first("SELECT COUNT(*), SUM(x) FROM a", &[]).unwrap().unwrap().0,
            [Value::Integer(2), Value::Integer(3)]
        );
    }
}
