//! Every noun on one page.

use actix_web::web;

use crate::app::App;
use crate::error::Error;
use crate::http::{frontend, problems};
use crate::{
    activity, admin, auth, deployments, documents, events, exports, jobs, members, projects,
    reports, search, status, users, webhooks,
};

/// All addresses of this process.
pub fn routes(app: &web::Data<App>) -> impl FnOnce(&mut web::ServiceConfig) + use<> {
    let auth = auth::routes(app);
    |config| {
        config
            // An id that is none is as unknown as one that is free.
            .app_data(web::PathConfig::default().error_handler(|_, _| Error::NotFound.into()))
            // Here, because a scope inherits it from the whole and not from the scope around it.
            .default_service(web::to(problems::not_found))
            .service(
                web::scope("/api").configure(status::routes).service(
                    web::scope("/v1")
                        .configure(auth)
                        .configure(users::routes)
                        .configure(projects::routes)
                        .configure(members::routes)
                        .configure(activity::routes)
                        .configure(documents::routes)
                        .configure(exports::routes)
                        .configure(search::routes)
                        .configure(jobs::routes)
                        .configure(reports::routes)
                        .configure(webhooks::routes)
                        .configure(events::routes)
                        .configure(admin::routes)
                        .configure(deployments::routes),
                ),
            )
            .configure(frontend::routes);
    }
}
