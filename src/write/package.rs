//! Schemas and the files written after them -> `datapackage.json` (Frictionless Data Package, version 2).

use serde_json::{Map, Value, json};

use super::{Column, Compress, Dialect, Finished, Kind, Schema};

/// The descriptor, with a line end. It holds nothing of the run (no time, no machine): same files, same bytes.
pub fn datapackage(files: &[(Schema, Vec<(String, Finished)>)], dialect: Dialect) -> String {
    let resources: Vec<Value> =
        files.iter().map(|(schema, files)| resource(schema, files, dialect)).collect();
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "baobiao-datasets",
        "title": "Tidy datasets from published reports",
        "description": description(dialect),
        "version": "1.0.0",
        "baobiao": {
            "version": env!("CARGO_PKG_VERSION"),
            "contract": 1,
            "byte_order_mark": dialect.bom,
            "formula_guard": !dialect.raw_text,
        },
        "resources": resources,
    });
    let mut text = serde_json::to_string_pretty(&package).unwrap_or_default();
    text.push('\n');
    text
}

fn description(dialect: Dialect) -> &'static str {
    if dialect.raw_text {
        "Every table, value and known variable of a folder of reports. Texts are written as they are: do not open the \
         files in a spreadsheet unless you trust the reports, it would run texts that are formulas."
    } else {
        "Every table, value and known variable of a folder of reports. A text that a spreadsheet would run as a formula \
         (first character = + - @ or their full-width forms, tab, carriage return; not a plain number, not a lone dash) \
         stands with a leading apostrophe."
    }
}

/// One file stands as such; the partitions of a dataset are a list of paths, each with its size and hash in `files`.
fn resource(schema: &Schema, files: &[(String, Finished)], dialect: Dialect) -> Value {
    let mut resource = json!({
        "name": schema.name,
        "type": "table",
        "path": "",
        "title": schema.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": files.iter().map(|(_, file)| file.bytes).sum::<u64>(),
        "hash": "",
        "dialect": {
            "header": true,
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": "\"",
            "doubleQuote": true,
        },
        "schema": table_schema(schema),
    });
    let Some(fields) = resource.as_object_mut() else { return resource };
    let hash = |file: &Finished| format!("sha256:{}", file.sha256);
    if let [(name, file)] = files {
        fields.insert("path".to_owned(), json!(name));
        fields.insert("hash".to_owned(), json!(hash(file)));
    } else {
        let paths: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let each =
            files.iter().map(|(name, file)| json!({ "path": name, "bytes": file.bytes, "hash": hash(file) }));
        fields.insert("path".to_owned(), json!(paths));
        fields.shift_remove("hash");
        fields.insert("files".to_owned(), each.collect());
    }
    if dialect.compress != Compress::None {
        fields.insert("compression".to_owned(), json!(dialect.compress.ending().trim_start_matches('.')));
    }
    resource
}

fn table_schema(schema: &Schema) -> Value {
    let mut map = Map::new();
    map.insert("fields".to_owned(), schema.columns.iter().map(field).collect());
    map.insert("missingValues".to_owned(), json!([""]));
    if !schema.primary_key.is_empty() {
        map.insert("primaryKey".to_owned(), json!(schema.primary_key));
    }
    if !schema.foreign_keys.is_empty() {
        let keys = schema.foreign_keys.iter().map(|key| {
            json!({ "fields": key.fields, "reference": { "resource": key.resource, "fields": key.reference } })
        });
        map.insert("foreignKeys".to_owned(), keys.collect());
    }
    Value::Object(map)
}

fn field(column: &Column) -> Value {
    let word = match column.kind {
        Kind::Text | Kind::OneOf(_) => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
    };
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    if let Kind::OneOf(words) = column.kind {
        constraints.insert("enum".to_owned(), json!(words));
    }
    let mut map = Map::new();
    map.insert("name".to_owned(), json!(column.name));
    map.insert("type".to_owned(), json!(word));
    map.insert("description".to_owned(), json!(column.description));
    if !constraints.is_empty() {
        map.insert("constraints".to_owned(), Value::Object(constraints));
    }
    Value::Object(map)
}
