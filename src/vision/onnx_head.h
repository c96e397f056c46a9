// A classifier's head joined to the network whose features it reads: one ONNX file out of two.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

namespace serow::vision {

// probability of class c = softmax over c of ((Σ_f weights[c * width + f] * (feature[f] - mean[f]) * factor[f] +
// bias[c]) / temperature).
struct OnnxHead {
    std::vector<double> mean, factor;  // one a feature
    std::vector<double> weights;       // class by class
    std::vector<double> bias;          // one a class
    double temperature = 1;            // > 0
};

struct JoinedModel {
    std::string bytes;          // the file
    std::string probabilities;  // its new output, float[1][classes]; the others stay
};

// Joins the head to the output `features`, float[1][n], of the ONNX file `backbone`. Serialised messages that are
// appended to each other are one message: repeated fields add up and embedded messages are merged
// (https://protobuf.dev/programming-guides/encoding/#last-one-wins), so that the backbone's bytes stay as they are. The
// parameters become floats. Code::invalid where there is no such output, where the backbone is older than operator set
// 7 or IR version 4 (the head's operators then meant something else), or where it already has a head of this kind;
// Code::unreadable where it is no ONNX model.
Result<JoinedModel> join_head(std::string_view backbone, std::string_view features, const OnnxHead& head);

}  // namespace serow::vision
