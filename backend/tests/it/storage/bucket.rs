//! A look into the bucket and the table that does not go through our own code.

use std::collections::HashMap;

use diesel::prelude::*;
use quayside::config::StorageConfig;
use quayside::db::Db;
use quayside::schema::multipart_uploads;
use s3::creds::Credentials;
use s3::{Bucket, Region};

/// How many uploads are on record.
pub(super) async fn recorded(db: &Db) -> usize {
    let count = db
        .read(|conn| multipart_uploads::table.count().get_result::<i64>(conn))
        .await;
    count.expect("the table can be read") as usize
}

/// Makes the records look as if the store had begun the uploads and the answer got lost.
pub(super) async fn lose_answers(db: &Db) {
    let lost = db.write(|conn| {
        let nothing = multipart_uploads::upload_id.eq(None::<String>);
        diesel::update(multipart_uploads::table)
            .set(nothing)
            .execute(conn)
    });
    lost.await.expect("the table can be written");
}

/// How many uploads the store itself knows below the prefix.
pub(super) async fn unfinished(config: &StorageConfig) -> usize {
    let StorageConfig::S3 {
        bucket,
        prefix,
        endpoint,
        region,
        access_key_id,
        secret_access_key,
    } = config
    else {
        panic!("not a bucket");
    };
    let region = Region::Custom {
        region: region.clone(),
        endpoint: endpoint.clone().expect("tests have an endpoint"),
    };
    let (id, secret) = (access_key_id.expose(), secret_access_key.expose());
    let credentials = Credentials::new(Some(id), Some(secret), None, None, None);
    let bucket = Bucket::new(bucket, region, credentials.expect("credentials")).expect("a bucket");
    let queries = HashMap::from([
        ("uploads".to_owned(), String::new()),
        ("prefix".to_owned(), prefix.clone().unwrap_or_default()),
    ]);
    let url = bucket
        .with_path_style()
        .presign_get("/", 60, Some(queries))
        .await
        .expect("a URL");
    let answer = reqwest::get(url)
        .await
        .expect("an answer")
        .error_for_status()
        .expect("a list");
    answer
        .text()
        .await
        .expect("a text")
        .matches("<Upload>")
        .count()
}
