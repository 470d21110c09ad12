//! What the compiler must know beforehand: the migrations folder, the contract as JSON, the commit.
#![expect(
    clippy::disallowed_methods,
    reason = "a build script is told everything by its environment"
)]

use std::path::{Path, PathBuf};
use std::{env, error::Error, fs, process::Command};

use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=openapi.yaml");
    println!("cargo:rerun-if-env-changed=GIT_COMMIT");
    println!("cargo:rustc-env=QUAYSIDE_COMMIT={}", commit());

    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("migrations.rs"), embedded_migrations()?)?;

    let mut contract: Value = serde_saphyr::from_str(&fs::read_to_string("openapi.yaml")?)?;
    merge_universal_headers(&mut contract);
    merge_universal_responses(&mut contract);
    let contract = serde_json::to_string(&contract)?;
    Ok(fs::write(out.join("openapi.json"), contract)?)
}

/// The scripts of `migrations/`, in their order, as an expression of Rust.
fn embedded_migrations() -> Result<String, Box<dyn Error>> {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("migrations");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().into_string().map_err(|_| "an odd name")?);
        }
    }
    names.sort_unstable();
    let scripts = names.iter().map(|name| script(&folder, name));
    let scripts: String = scripts.collect::<Result<_, _>>()?;
    Ok(format!("&[{scripts}]"))
}

/// As for diesel's own tools, `metadata.toml` says what runs outside of a transaction.
fn script(folder: &Path, name: &str) -> Result<String, Box<dyn Error>> {
    let folder = folder.join(name);
    let metadata = folder.join("metadata.toml");
    let in_transaction = !metadata.exists() || runs_in_transaction(&fs::read_to_string(metadata)?)?;
    let file = |name: &str| format!("include_str!({:?})", folder.join(name));
    let down = match folder.join("down.sql").exists() {
        true => format!("Some({})", file("down.sql")),
        false => "None".to_owned(),
    };
    Ok(format!(
        "Script {{ name: {name:?}, up: {}, down: {down}, in_transaction: {in_transaction} }},",
        file("up.sql")
    ))
}

/// One setting is all there may be: one that is misspelled would be a transaction after all.
fn runs_in_transaction(metadata: &str) -> Result<bool, Box<dyn Error>> {
    let mut answer = true;
    for line in metadata.lines() {
        let setting = line.split('#').next().unwrap_or_default();
        let words: Vec<&str> = setting.split('=').map(str::trim).collect();
        match words.as_slice() {
            [""] => {}
            ["run_in_transaction", value] => answer = value.parse()?,
            _ => return Err(format!("metadata.toml of a migration: what is {line:?}?").into()),
        }
    }
    Ok(answer)
}

/// From `GIT_COMMIT`, else from git, else `unknown`: an unpacked archive must build as well.
fn commit() -> String {
    let given = env::var("GIT_COMMIT")
        .ok()
        .filter(|commit| !commit.is_empty());
    given
        .or_else(commit_of_git)
        .unwrap_or_else(|| "unknown".into())
}

/// An archive may lie inside somebody else's repository, so only a `.git` of our own counts.
fn commit_of_git() -> Option<String> {
    if !Path::new("../.git").exists() {
        return None;
    }
    // This log grows with every commit; HEAD itself changes only with the branch.
    if Path::new("../.git/logs/HEAD").exists() {
        println!("cargo:rerun-if-changed=../.git/logs/HEAD");
    }
    let output = Command::new("git")
        .args(["rev-parse", "HEAD"])
        .output()
        .ok()?;
    let commit = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| commit.trim().to_owned())
}

/// Gives every response the headers that all of them carry.
fn merge_universal_headers(contract: &mut Value) {
    let universal = references(&contract["x-universal-headers"], "headers");
    for operation in operations(contract) {
        for response in members(&mut operation["responses"]) {
            add_headers(response, &universal);
        }
    }
    for response in members(&mut contract["components"]["responses"]) {
        add_headers(response, &universal);
    }
}

fn add_headers(response: &mut Value, headers: &Map<String, Value>) {
    if response.get("$ref").is_some() {
        return;
    }
    for (name, header) in headers {
        response["headers"][name.as_str()] = header.clone();
    }
}

/// Gives every operation the responses that any of them may answer, and notes what it declared itself.
fn merge_universal_responses(contract: &mut Value) {
    let universal = references(&contract["x-universal-responses"], "responses");
    for operation in operations(contract) {
        let Some(responses) = operation["responses"].as_object_mut() else {
            continue;
        };
        let own: Vec<String> = responses.keys().cloned().collect();
        for (status, response) in &universal {
            responses
                .entry(status.clone())
                .or_insert_with(|| response.clone());
        }
        operation["x-own-responses"] = json!(own);
    }
}

/// `{"400": "BadRequest"}` becomes `{"400": {"$ref": "#/components/responses/BadRequest"}}`.
fn references(names: &Value, section: &str) -> Map<String, Value> {
    let reference = |name: &Value| {
        let name = name.as_str().unwrap_or_default();
        json!({ "$ref": format!("#/components/{section}/{name}") })
    };
    names
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, name)| (key.clone(), reference(name)))
        .collect()
}

/// What is inside a path item and has responses is an operation.
fn operations(contract: &mut Value) -> impl Iterator<Item = &mut Value> {
    let path_items = members(&mut contract["paths"]);
    path_items
        .flat_map(members)
        .filter(|member| member.get("responses").is_some())
}

fn members(object: &mut Value) -> impl Iterator<Item = &mut Value> {
    object
        .as_object_mut()
        .into_iter()
        .flat_map(|object| object.values_mut())
}
