// SPDX-License-Identifier: MIT
#include "ui/knowledge/watched_folders_line.h"

#include "ui/language/word_list.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"

#include <QDir>
#include <QHBoxLayout>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

namespace {

/// As people write it who know their home.
QString folderWords(const QString &path)
{
    const QString home = QDir::homePath();
    const bool isInHome = home.size() > 1 && (path == home || path.startsWith(home + u'/'));
    return isInHome ? QString(u'~' + path.mid(home.size())) : path;
}

QStringList foldersIn(const QList<WatchedFolder> &folders, WatchedFolder::State state)
{
    QStringList names;
    for (const WatchedFolder &folder : folders) {
        if (folder.state == state)
            names << folderWords(folder.path);
    }
    return names;
}

} // namespace

WatchedFoldersLine::WatchedFoldersLine(QWidget *parent)
    : QWidget(parent),
      m_label(new ElidedLabel(this)),
      m_stop(settingsButton(tr("&Stop watching…"), this)),
      m_warning(new ResultLabel(this))
{
    m_label->setForegroundRole(QPalette::PlaceholderText);
    setPlainToolTip(*m_stop, tr("What changes in a folder is no longer picked up. Its documents may stay."));
    connect(m_stop, &QPushButton::clicked, this, &WatchedFoldersLine::chooseFolder);
    auto *const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_label, 1);
    row->addWidget(m_stop);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_warning);
    setFolders({});
}

void WatchedFoldersLine::setFolders(const QList<WatchedFolder> &folders)
{
    m_folders = folders;
    setVisible(!folders.isEmpty());
    QStringList names;
    for (const WatchedFolder &folder : folders)
        names << folderWords(folder.path);
    m_label->setText(tr("Watched for changes: %1").arg(wordList(names)));
    QStringList warnings;
    if (const QStringList missing = foldersIn(folders, WatchedFolder::State::Missing); !missing.isEmpty())
        warnings << tr("Not there at the moment, so that its documents stay as they are: %1.").arg(wordList(missing));
    if (const QStringList polled = foldersIn(folders, WatchedFolder::State::Polled); !polled.isEmpty())
        warnings << tr("The system does not tell of every change in %1, so it is looked through every ten minutes.")
                        .arg(wordList(polled));
    m_warning->say(breakable(sentenceRow(warnings)));
}

QString WatchedFoldersLine::text() const { return m_label->text(); }

QString WatchedFoldersLine::warning() const { return m_warning->text().remove(QChar(0x200b)); }

void WatchedFoldersLine::chooseFolder()
{
    if (m_folders.size() == 1) {
        ask(m_folders.first().path);
        return;
    }
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const WatchedFolder &folder : std::as_const(m_folders))
        menu->addAction(plainLabel(folderWords(folder.path)), this, [this, path = folder.path] { ask(path); });
    menu->popup(m_stop->mapToGlobal(QPoint(0, m_stop->height())));
}

void WatchedFoldersLine::ask(const QString &folder)
{
    auto *const question = new QMessageBox(QMessageBox::NoIcon, tr("Stop watching a folder"),
        tr("Stop watching \"%1\"? Your files stay where they are. The documents that Freshet read there can stay in "
           "the "
           "collection as they are now, or leave it.")
            .arg(folderWords(folder)),
        QMessageBox::Cancel, window());
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton *const keep = question->addButton(tr("&Keep the documents"), QMessageBox::AcceptRole);
    const QPushButton *const remove = question->addButton(tr("&Remove the documents"), QMessageBox::DestructiveRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(
        keep, &QPushButton::clicked, this, [this, folder] { emit unwatchRequested(folder, UnwatchedDocuments::Keep); });
    connect(remove, &QPushButton::clicked, this,
        [this, folder] { emit unwatchRequested(folder, UnwatchedDocuments::Remove); });
    question->open();
}

} // namespace freshet
