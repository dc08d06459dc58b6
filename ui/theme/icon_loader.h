// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QPixmap>

namespace freshet {

/// Our outline icons; each is resources/icons/<name>.svg.
enum class IconName {
    Plus,
    Search,
    Send,
    Stop,
    Copy,
    Refresh,
    Panel,
    Settings,
    Document,
    FolderAdd,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    ChevronUp,
    ArrowDown,
    Close,
    Check,
    Minus,
    Warning,
    Key,
    More,
    Trash,
    Edit,
    Star,
    StarFilled,
    Plug,
    Pin,
    Folder,
    Tag,
    Archive,
    Hourglass,
};

/// What an icon lies on decides its colour.
enum class IconTint { Text, Muted, OnAccent };

/// An icon that takes its colour from the application's palette each time it is drawn: it follows a change of theme
/// by itself, and is crisp at any size and scale.
QIcon loadIcon(IconName name, IconTint tint = IconTint::Text);

/// The icon in one colour, for code that paints by itself. @p size in device-independent pixels; cached.
QPixmap iconPixmap(IconName name, int size, const QColor &color, qreal devicePixelRatio);

} // namespace freshet
