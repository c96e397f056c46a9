// What the routes share.
#pragma once

#include "journeys/house.h"
#include "journeys/sign_in.h"
#include "journeys/similar_images.h"
#include "server/http/events.h"
#include "server/http/message.h"
#include "server/http/router.h"
#include "server/presence.h"

namespace serow::server {

struct Service {
    const journeys::House& house;
    EventHub& hub;
    ModelPresence& models;
    journeys::SimilarImages& similar;
};

// Who asks, by cookie or token. Failure(unauthenticated) where nobody is known; Failure(forbidden) where a
// browser's request changes something without the session's CSRF token.
journeys::Caller require_caller(const Service& service, const Request& request);

// The session cookie to set, or to remove.
inline constexpr auto session_cookie = "serow_session";
Cookie make_session_cookie(const Service& service, const Request& request, const std::string& value);
Cookie clear_session_cookie(const Service& service, const Request& request);

// Each adds its routes; paths are those of api/openapi.yaml.
void add_account_routes(Router& router, const Service& service);
void add_organisation_routes(Router& router, const Service& service);
void add_project_routes(Router& router, const Service& service);
void add_field_routes(Router& router, const Service& service);
void add_clock_routes(Router& router, const Service& service);
void add_upload_routes(Router& router, const Service& service);
void add_card_routes(Router& router, const Service& service);
void add_tus_routes(Router& router, const Service& service);
void add_camera_routes(Router& router, const Service& service);
void add_geofence_routes(Router& router, const Service& service);
void add_repeat_routes(Router& router, const Service& service);
void add_answer_choice_routes(Router& router, const Service& service);
void add_individual_routes(Router& router, const Service& service);
void add_label_conflict_routes(Router& router, const Service& service);
void add_crop_routes(Router& router, const Service& service);
void add_view_routes(Router& router, const Service& service);
void add_assignment_routes(Router& router, const Service& service);
void add_threshold_routes(Router& router, const Service& service);
void add_trust_routes(Router& router, const Service& service);
void add_model_routes(Router& router, const Service& service);
void add_training_routes(Router& router, const Service& service);
void add_model_run_routes(Router& router, const Service& service);
void add_media_routes(Router& router, const Service& service);
void add_review_rule_routes(Router& router, const Service& service);
void add_conflict_routes(Router& router, const Service& service);
void add_review_routes(Router& router, const Service& service);
void add_look_routes(Router& router, const Service& service);
void add_prediction_routes(Router& router, const Service& service);
void add_service_routes(Router& router, const Service& service);

}  // namespace serow::server
