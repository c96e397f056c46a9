#include "vision/inference_server.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <format>
#include <optional>
#include <stdexcept>
#include <utility>

#include "base/json.h"
#include "vision/runtime.h"
#include "vision/session.h"

namespace serow::vision::testing {
namespace {

// One HTTP message's head and body, read from a socket by its Content-Length.
struct HttpMessage {
    std::string method, target;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
};

std::optional<HttpMessage> read_message(int socket) {
    std::string text;
    std::size_t end = std::string::npos;
    char piece[65536];
    const auto more = [&] {
        const auto got = ::recv(socket, piece, sizeof piece, 0);
        if (got > 0) text.append(piece, static_cast<std::size_t>(got));
        return got > 0;
    };
    while ((end = text.find("\r\n\r\n")) == std::string::npos)
        if (!more()) return {};
    HttpMessage message;
    const auto first = text.substr(0, text.find("\r\n"));
    message.method = first.substr(0, first.find(' '));
    message.target = first.substr(message.method.size() + 1, first.rfind(' ') - message.method.size() - 1);
    for (std::size_t at = first.size() + 2; at < end;) {
        const auto line = text.substr(at, text.find("\r\n", at) - at);
        auto name = line.substr(0, line.find(':'));
        for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        message.headers[name] = line.substr(std::min(line.find(':') + 2, line.size()));
        at += line.size() + 2;
    }
    const auto length = message.headers.contains("content-length") ? std::stoul(message.headers["content-length"]) : 0;
    while (text.size() < end + 4 + length)
        if (!more()) return {};
    message.body = text.substr(end + 4, length);
    return message;
}

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::string answer_of(int status, const std::string& body, const std::string& more_headers = "") {
    return std::format("HTTP/1.1 {} Status\r\nContent-Length: {}\r\n{}\r\n{}", status, body.size(), more_headers, body);
}

std::string datatype(Element element) {
    return element == Element::float32 ? "FP32" : "INT64";
}

json::array facts_as_json(const std::vector<TensorFacts>& facts) {
    json::array list;
    for (const auto& tensor : facts)
        list.push_back(
            {{"name", tensor.name}, {"datatype", datatype(tensor.element)}, {"shape", json::value_from(tensor.shape)}});
    return list;
}

// An input's own copy, whichever way it came.
struct Given {
    Input input;
    std::vector<float> floats;
    std::vector<std::int64_t> wholes;
};

struct Refusal : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::vector<Given> read_inputs(const json::object& request, std::string_view tail) {
    std::vector<Given> all;
    for (const auto& each : request.at("inputs").as_array()) {
        const auto& tensor = each.as_object();
        auto& given = all.emplace_back();
        given.input.name = std::string(tensor.at("name").as_string());
        given.input.shape = json::value_to<std::vector<std::int64_t>>(tensor.at("shape"));
        const bool is_float = tensor.at("datatype").as_string() == "FP32";
        if (const auto* data = tensor.if_contains("data")) {
            if (is_float)
                given.floats = json::value_to<std::vector<float>>(*data);
            else
                given.wholes = json::value_to<std::vector<std::int64_t>>(*data);
        } else {
            const auto size = tensor.at("parameters").at("binary_data_size").to_number<std::size_t>();
            if (size > tail.size()) throw Refusal("unexpected end of the binary data");
            given.floats.resize(is_float ? size / sizeof(float) : 0);
            given.wholes.resize(is_float ? 0 : size / sizeof(std::int64_t));
            void* const into = is_float ? static_cast<void*>(given.floats.data()) : given.wholes.data();
            std::memcpy(into, tail.data(), size);
            tail.remove_prefix(size);
        }
    }
    for (auto& given : all) {
        if (!given.floats.empty())
            given.input.values = std::span<const float>(given.floats);
        else
            given.input.values = std::span<const std::int64_t>(given.wholes);
    }
    return all;
}

}  // namespace

struct InferenceServer::Models {
    std::map<std::string, Session> sessions;
};

struct InferenceServer::Connection {
    int socket = -1;
    std::thread thread;
};

InferenceServer::InferenceServer(const std::map<std::string, std::filesystem::path>& models, bool takes_bytes)
    : models_(std::make_unique<Models>()), takes_bytes_(takes_bytes) {
    const auto runtime = value_or_throw(Runtime::open());
    for (const auto& [name, file] : models)
        models_->sessions.emplace(name, value_or_throw(Session::load(runtime, file)));
    start();
}

InferenceServer::~InferenceServer() {
    stop();
}

std::string InferenceServer::base() const {
    return std::format("http://127.0.0.1:{}", port_);
}

std::string InferenceServer::url(const std::string& model) const {
    return base() + "/v2/models/" + model;
}

void InferenceServer::misbehave(std::deque<Fault> faults) {
    const std::scoped_lock lock(mutex_);
    faults_ = std::move(faults);
}

std::vector<InferenceServer::Served> InferenceServer::served() const {
    const std::scoped_lock lock(mutex_);
    return served_;
}

void InferenceServer::start() {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("the inference server cannot listen");
    port_ = ntohs(address.sin_port);
    stopping_ = false;
    acceptor_ = std::thread([this] { accept(); });
}

void InferenceServer::stop() {
    if (stopping_.exchange(true)) return;
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    ::close(listener_);
    std::vector<std::unique_ptr<Connection>> ending;
    {
        const std::scoped_lock lock(mutex_);
        ending.swap(connections_);
    }
    for (const auto& each : ending) ::shutdown(each->socket, SHUT_RDWR);
    for (const auto& each : ending) {
        each->thread.join();
        ::close(each->socket);
    }
}

void InferenceServer::accept() {
    while (!stopping_) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) continue;
        const std::scoped_lock lock(mutex_);
        auto& one = *connections_.emplace_back(std::make_unique<Connection>());
        one.socket = socket;
        one.thread = std::thread([this, &one] { converse(one); });
    }
}

void InferenceServer::converse(Connection& connection) {
    const int socket = connection.socket;
    const auto infer = [&](const Session& session, const HttpMessage& request, std::optional<Fault> fault) {
        const auto header = request.headers.find("inference-header-content-length");
        const bool as_bytes = header != request.headers.end();
        if (as_bytes && !takes_bytes_) return answer_of(400, R"({"error": "failed to parse the request JSON buffer"})");
        const auto split = as_bytes ? std::stoul(header->second) : request.body.size();
        const auto value = json::parse(request.body.substr(0, split));
        const auto given = read_inputs(value.as_object(), std::string_view(request.body).substr(split));
        std::vector<Input> inputs;
        for (const auto& each : given) inputs.push_back(each.input);
        std::vector<std::string> names;
        std::vector<bool> in_bytes;
        for (const auto& each : value.at("outputs").as_array()) {
            names.emplace_back(each.at("name").as_string());
            const auto* parameters = each.as_object().if_contains("parameters");
            const auto* flag = parameters == nullptr ? nullptr : parameters->as_object().if_contains("binary_data");
            in_bytes.push_back(flag != nullptr && flag->as_bool());
        }
        const auto outputs = session.run(inputs, names);
        if (!outputs) return answer_of(400, json::serialize(json::object{{"error", outputs.error().detail}}));

        json::array list;
        std::string tail;
        for (std::size_t i = 0; i < outputs->size(); ++i) {
            const auto& output = (*outputs)[i];
            auto shape = output.shape;
            if (fault == Fault::wrong_shape) shape.back() += 1;
            json::object tensor{{"name", names[i]}, {"shape", json::value_from(shape)}};
            std::visit(
                [&](const auto& values) {
                    using T = std::remove_cvref_t<decltype(values[0])>;
                    tensor["datatype"] = fault == Fault::wrong_type ? "FP64"
                                         : std::is_same_v<T, float> ? "FP32"
                                                                    : "INT64";
                    if (in_bytes[i]) {
                        tensor["parameters"] = json::object{{"binary_data_size", values.size() * sizeof(T)}};
                        tail.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
                    } else {
                        tensor["data"] = json::value_from(values);
                    }
                },
                output.values);
            if (fault != Fault::no_outputs) list.push_back(std::move(tensor));
        }
        if (!fault || fault == Fault::slow) {
            const std::scoped_lock lock(mutex_);
            served_.push_back({inputs.front().shape.front(), as_bytes});
        }
        const auto text = json::serialize(json::object{{"model_name", "m"}, {"outputs", std::move(list)}});
        auto length = text.size();
        if (fault == Fault::wrong_header) length += 1'000'000;
        return answer_of(200, text + tail,
                         tail.empty() ? "" : std::format("Inference-Header-Content-Length: {}\r\n", length));
    };
    while (!stopping_) {
        const auto request = read_message(socket);
        if (!request) break;
        // /v2/models/NAME, …/ready, …/infer
        const std::string prefix = "/v2/models/";
        if (!request->target.starts_with(prefix)) {
            send_all(socket, answer_of(404, R"({"error": "not found"})"));
            continue;
        }
        const auto rest = request->target.substr(prefix.size());
        const auto name = rest.substr(0, rest.find('/'));
        const auto act = rest.substr(name.size());
        const auto found = models_->sessions.find(name);
        if (found == models_->sessions.end()) {
            send_all(socket, answer_of(404, std::format(R"({{"error": "unknown model {}"}})", name)));
            continue;
        }
        const auto& session = found->second;
        if (request->method == "GET" && act.empty()) {
            send_all(socket,
                     answer_of(200, json::serialize(json::object{{"name", name},
                                                                 {"platform", "onnxruntime_onnx"},
                                                                 {"inputs", facts_as_json(session.inputs())},
                                                                 {"outputs", facts_as_json(session.outputs())}})));
            continue;
        }
        if (request->method == "GET" && act == "/ready") {
            send_all(socket, answer_of(200, ""));
            continue;
        }
        ++asked_;
        std::optional<Fault> fault;
        {
            const std::scoped_lock lock(mutex_);
            if (!faults_.empty()) {
                fault = faults_.front();
                faults_.pop_front();
            }
        }
        if (fault == Fault::no_answer) break;
        if (fault == Fault::status_500 || fault == Fault::status_503) {
            const int status = fault == Fault::status_500 ? 500 : 503;
            send_all(socket, answer_of(status, R"({"error": "the model is being loaded"})"));
            continue;
        }
        if (fault == Fault::no_json) {
            send_all(socket, answer_of(200, "<html><body>Welcome to the hotel's network</body></html>"));
            continue;
        }
        std::string answer;
        try {
            answer = infer(session, *request, fault);
        } catch (const std::exception& error) {
            answer = answer_of(400, json::serialize(json::object{{"error", error.what()}}));
        }
        if (fault == Fault::slow)
            for (int waited = 0; waited < slowness_ms && !stopping_; waited += 10)
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
        if (fault == Fault::cut_body) {
            send_all(socket, answer.substr(0, answer.size() - 20));
            break;
        }
        if (!send_all(socket, answer)) break;
    }
    ::shutdown(socket, SHUT_RDWR);
}

}  // namespace serow::vision::testing
