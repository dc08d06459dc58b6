// SPDX-License-Identifier: MIT
#include "ui/transcript/transcript_message.h"

#include <QCoreApplication>

namespace freshet {

QString labelOf(MessageAction action)
{
    switch (action) {
    case MessageAction::Copy:
        return QCoreApplication::translate("Transcript", "Copy");
    case MessageAction::Edit:
        return QCoreApplication::translate("Transcript", "Edit");
    case MessageAction::Regenerate:
        return QCoreApplication::translate("Transcript", "Regenerate");
    case MessageAction::Continue:
        return QCoreApplication::translate("Transcript", "Continue");
    case MessageAction::Retry:
        return QCoreApplication::translate("Transcript", "Retry");
    case MessageAction::ChooseModel:
        return QCoreApplication::translate("Transcript", "Choose another model");
    case MessageAction::OpenSettings:
        return QCoreApplication::translate("Transcript", "Open settings");
    case MessageAction::PreviousBranch:
        return QCoreApplication::translate("Transcript", "Earlier version");
    case MessageAction::NextBranch:
        return QCoreApplication::translate("Transcript", "Later version");
    case MessageAction::CompareBranches:
        return QCoreApplication::translate("Transcript", "All versions side by side");
    }
    Q_UNREACHABLE();
}

} // namespace freshet
