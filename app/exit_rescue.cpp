// SPDX-License-Identifier: MIT
#include "app/exit_rescue.h"

#include "app/exit_status.h"

#include <QtGlobal>

#include <unistd.h>
#include <utility>

namespace freshet {

namespace {

/// exit() destroys what belongs to its thread before anything static: what was made later than an atexit() would be
/// gone by then, such as Qt's drivers for databases.
class PendingRescue {
public:
    PendingRescue() = default;
    ~PendingRescue()
    {
        if (!m_rescue)
            return;
        (*std::exchange(m_rescue, nullptr))();
        ::_exit(int(ExitStatus::Failed));
    }
    Q_DISABLE_COPY_MOVE(PendingRescue)

    void set(const std::function<void()> *rescue) { m_rescue = rescue; }

private:
    const std::function<void()> *m_rescue = nullptr;
};

thread_local PendingRescue pendingRescue;

} // namespace

ExitRescue::ExitRescue(std::function<void()> rescue) : m_rescue(std::move(rescue)) { pendingRescue.set(&m_rescue); }

ExitRescue::~ExitRescue() { pendingRescue.set(nullptr); }

} // namespace freshet
