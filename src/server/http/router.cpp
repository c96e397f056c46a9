#include "server/http/router.h"

#include <algorithm>
#include <format>
#include <map>

#include "base/problem.h"

namespace serow::server {

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::map<std::string, Route, std::less<>> methods;

    // The node of the remaining path that has routes; a literal is tried first, and given up again where the
    // rest does not fit, so that "/projects/{id}/media" is found beside "/projects/new".
    const Node* find(std::string_view rest, std::vector<std::string>& values) const {
        if (rest.empty()) return methods.empty() ? nullptr : this;
        rest.remove_prefix(1);
        const auto end = std::min(rest.find('/'), rest.size());
        const auto segment = rest.substr(0, end);
        rest.remove_prefix(end);
        if (const auto literal = literals.find(segment); literal != literals.end())
            if (const Node* found = literal->second->find(rest, values)) return found;
        if (!parameter || segment.empty()) return nullptr;
        values.emplace_back(segment);
        if (const Node* found = parameter->find(rest, values)) return found;
        values.pop_back();
        return nullptr;
    }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::insert(std::string_view method, std::string_view pattern, Route route) {
    if (!pattern.starts_with('/'))
        throw Failure(Code::internal, std::format("the route {} must begin with /", pattern));
    Node* node = root_.get();
    std::string_view rest = pattern;
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const auto end = std::min(rest.find('/'), rest.size());
        const auto segment = rest.substr(0, end);
        rest.remove_prefix(end);
        const bool is_parameter = segment.starts_with('{') && segment.ends_with('}');
        if (is_parameter) route.parameter_names.emplace_back(segment.substr(1, segment.size() - 2));
        auto& next = is_parameter ? node->parameter : node->literals[std::string(segment)];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    if (!node->methods.emplace(method, std::move(route)).second)
        throw Failure(Code::internal, std::format("the route {} {} was added twice", method, pattern));
}

void Router::add(std::string_view method, std::string_view pattern, Handler handler, RouteOptions options) {
    insert(method, pattern, {std::move(handler), std::move(options), {}});
}

void Router::upload(std::string_view method, std::string_view pattern, UploadHandler handler, RouteOptions options) {
    insert(method, pattern, {std::move(handler), std::move(options), {}});
}

void Router::fallback(Handler handler) {
    fallback_ = std::make_unique<Route>(Route{std::move(handler), {}, {}});
}

Router::Found Router::find(std::string_view method, std::string_view path) const {
    Found found;
    std::vector<std::string> values;
    const Node* node = root_->find(path, values);
    if (node == nullptr) {
        if (!fallback_) return found;
        // Pages are only ever read: for other methods there is nothing here, rather than something forbidden.
        if (method == "GET" || method == "HEAD") found.route = fallback_.get();
        return found;
    }
    const auto& methods = node->methods;
    for (const auto& [name, route] : methods) found.allowed.push_back(name);
    if (methods.contains("GET") && !methods.contains("HEAD")) found.allowed.emplace_back("HEAD");
    if (!methods.contains("OPTIONS")) found.allowed.emplace_back("OPTIONS");
    auto exact = methods.find(method);
    if (exact == methods.end() && method == "HEAD") exact = methods.find("GET");
    if (exact == methods.end()) return found;
    found.route = &exact->second;
    for (std::size_t i = 0; i < values.size(); ++i)
        found.path_parameters.add(exact->second.parameter_names[i], std::move(values[i]));
    return found;
}

}  // namespace serow::server
