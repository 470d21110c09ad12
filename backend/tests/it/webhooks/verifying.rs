//! Receivers verify with code that is not ours: the examples of the guide, as they stand there.

use std::path::Path;
use std::process::Command;

use super::Story;
use crate::harness::{Received, Receiver};

#[tokio::test]
async fn the_example_in_python_tells_genuine_messages_from_forged_ones() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    story.tried().await;
    let received = receiver.received().remove(0);
    let other = format!("whsec_{}=", "A".repeat(43));
    assert!(by_python(&received, &story.secret));
    assert!(!by_python(&received, &other));
    for forge in [forge_body, forge_id, forge_time] {
        assert!(!by_python(&forge(received.clone()), &story.secret));
    }
}

#[tokio::test]
async fn the_example_in_a_shell_does_as_well() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    story.tried().await;
    let received = receiver.received().remove(0);
    let folder = story.app.folder();
    assert_eq!(by_shell(&received, &story.secret, folder), "genuine");
    let forged = forge_body(received);
    assert_eq!(by_shell(&forged, &story.secret, folder), "forged");
}

fn forge_body(received: Received) -> Received {
    Received {
        body: received.body.replace("Harbour", "Harbor"),
        ..received
    }
}

fn forge_id(received: Received) -> Received {
    with_header(received, "webhook-id", "another")
}

/// Genuine once, and older than anybody should accept.
fn forge_time(received: Received) -> Received {
    with_header(received, "webhook-timestamp", "1700000000")
}

fn with_header(mut received: Received, name: &str, value: &str) -> Received {
    received.headers.insert(name.to_owned(), value.to_owned());
    received
}

/// What the guide's function says.
pub(super) fn by_python(received: &Received, secret: &str) -> bool {
    let call = "import json, sys\n\
        print(is_genuine(json.loads(sys.argv[1]), sys.argv[2].encode(), sys.argv[3]))";
    let program = format!("{}\n{call}", example("python"));
    let headers = serde_json::to_string(&received.headers).expect("they are text");
    let mut python = Command::new("python3");
    python.args(["-c", &program, &headers, &received.body, secret]);
    output(&mut python) == "True"
}

fn by_shell(received: &Received, secret: &str, folder: &Path) -> String {
    std::fs::write(folder.join("body"), &received.body).expect("a file");
    let mut shell = Command::new("sh");
    shell.args(["-c", &example("sh")]).current_dir(folder);
    shell.env("secret", secret);
    for (name, header) in [
        ("id", "webhook-id"),
        ("timestamp", "webhook-timestamp"),
        ("signature", "webhook-signature"),
    ] {
        shell.env(name, received.header(header));
    }
    output(&mut shell)
}

/// The guide's example in a language.
fn example(language: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/WEBHOOKS.md");
    let guide = std::fs::read_to_string(path).expect("the guide is there");
    let (_, rest) = guide
        .split_once(&format!("```{language}\n"))
        .expect("an example");
    rest.split_once("```").expect("its end").0.to_owned()
}

fn output(command: &mut Command) -> String {
    let output = command.output().expect("the program is there");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
