// SPDX-License-Identifier: MIT
#include "ui/highlight/code_colors.h"

namespace freshet {

namespace {

using namespace std::chrono_literals;

constexpr auto kMostCost = 5s; // 10,000 lines of C++
constexpr int kMostDearLines = 4;

} // namespace

void CodeColors::addCost(std::chrono::nanoseconds cost, int dearLines)
{
    m_cost += cost;
    m_dearLines += dearLines;
    m_isGivenUp = m_cost > kMostCost || m_dearLines > kMostDearLines;
}

} // namespace freshet
