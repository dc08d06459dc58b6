// SPDX-License-Identifier: MIT
#include "core/settings/start_counter.h"

#include "core/base/owner_file.h"

#include <QFile>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kMostFailures = 1000;

} // namespace

StartCounter::StartCounter(const QString &path) : m_path(path) { }

int StartCounter::begin()
{
    int failures = 0;
    if (QFile before(m_path); before.open(QFile::ReadOnly))
        failures = before.read(32).trimmed().toInt();
    if (failures < 0 || failures > kMostFailures) // not what we wrote
        failures = 0;
    (void)owner_file::replace(m_path, QByteArray::number(std::min(failures + 1, kMostFailures)));
    return failures;
}

void StartCounter::succeed() { QFile::remove(m_path); }

} // namespace freshet
