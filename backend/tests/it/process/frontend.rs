//! `FRONTEND_DIR`: where there is no Caddy, `serve` serves the front end too.

use reqwest::Method;

use crate::harness::Installation;

#[tokio::test]
async fn a_server_serves_the_front_end_and_keeps_the_api_apart() {
    let installation = Installation::new().await;
    let folder = installation.folder.join("frontend");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("index.html"), "<title>Desk</title>").expect("a file");
    std::fs::write(installation.folder.join("secret.txt"), "secret").expect("a file");
    let installation = installation.set("FRONTEND_DIR", folder.display().to_string());
    let server = installation.serve().await;
    let browser = server.stranger();
    for page in ["/", "/projects/7"] {
        let page = browser
            .send(browser.request(Method::GET, page))
            .await
            .expect(200);
        assert_eq!(page.body.as_ref(), b"<title>Desk</title>");
    }
    browser
        .get("/api/v1/nothing")
        .await
        .refused(404, "not_found");
    for path in ["/%2e%2e/secret.txt", "/..%2fsecret.txt", "/missing.js"] {
        let reply = browser.send(browser.request(Method::GET, path)).await;
        assert_ne!(reply.body.as_ref(), b"secret");
    }
}
