// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/window/chat_fixture.h"

#include <QDir>

namespace freshet::test {

/// A chat of which pictures are made, to be looked at: NAME-THEME.png in a folder. Its server answers as it is told.
class GalleryFixture : public ChatFixture {
public:
    GalleryFixture(const QString &folder, const QString &language, const QString &theme)
        : m_path(QStringLiteral("%1/%3-%2.png").arg(folder, theme))
    {
        setUp();
        m_app->settings.set(keys::theme, theme);
        m_app->settings.set(keys::language, language);
    }
    ~GalleryFixture() override { tearDown(); }

protected:
    void settle() { QTRY_VERIFY(lastMessage().state == MessageState::Done && !lastMessage().id.isEmpty()); }

    void shoot(const char *name, QWidget *widget = nullptr)
    {
        QTest::qWait(200);
        (widget ? widget : m_app->window.get())->grab().save(m_path.arg(QLatin1String(name)));
    }

private:
    const QString m_path;
};

/// The program of a gallery: OUT_DIR [LANGUAGE]; light first, then dark.
template <typename Gallery>
int runGallery(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2)
        return 2;
    QDir().mkpath(arguments.at(1));
    for (const char *theme : {"light", "dark"})
        Gallery(arguments.at(1), arguments.value(2, QStringLiteral("en")), QLatin1String(theme)).run();
    return 0;
}

} // namespace freshet::test
