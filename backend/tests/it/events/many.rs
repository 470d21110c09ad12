//! Many streams at once.
#![cfg(target_os = "linux")]

use super::words;
use crate::harness::{Installation, Listener, Person, Server};

const MIB: u64 = 1 << 20;

/// What a thousand streams may add to the resident memory.
const ALLOWANCE: u64 = 64 * MIB;

const PEOPLE: usize = 50;
/// As many as one person may have.
const EACH: usize = 20;

#[tokio::test]
async fn a_thousand_streams_cost_little_memory_and_one_connection() {
    let installation = Installation::new().await.set("DATABASE_POOL_SIZE", "2");
    let server = installation.serve().await;
    let people = people(&server).await;
    let project = people[0].project("Harbour").await;
    let database = &installation.database;
    database.execute(&format!(
        "INSERT INTO memberships (project_id, user_id, role) \
         SELECT '{project}', id, 'viewer' FROM users ON CONFLICT DO NOTHING"
    ));
    let before = server.memory_now();
    let mut listeners = listeners(&people).await;
    people[0].upload(&project, "plan.txt", b"moor").await;
    for listener in &mut listeners {
        let heard = listener.hears().await;
        assert_eq!(words(&[heard]), ["document added"]);
    }
    let moved = server.memory_now().saturating_sub(before);
    println!(
        "{} streams: {} KiB each",
        listeners.len(),
        moved / 1024 / 1000
    );
    assert!(moved < ALLOWANCE, "{} MiB", moved / MIB);
    let others = "datname = current_database() AND pid <> pg_backend_pid()";
    let connections = database.count(&format!("pg_stat_activity WHERE {others}"));
    assert!(
        connections <= 3,
        "{connections}: the pool's two, and one that listens"
    );
}

async fn people(server: &Server) -> Vec<Person> {
    let mut people = Vec::new();
    for number in 0..PEOPLE {
        people.push(server.person(&format!("Person{number}")).await);
    }
    people
}

async fn listeners(people: &[Person]) -> Vec<Listener> {
    let mut listeners = Vec::new();
    for person in people {
        for _ in 0..EACH {
            listeners.push(person.listen().await);
        }
    }
    listeners
}
