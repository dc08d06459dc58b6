// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace freshet {

class FavouriteModels;
class ModelChoice;
class ModelRefreshService;
class ModelTableModel;
class ResultLabel;

/// The models of one provider: searched by typing, marked as favourites, chosen for questions, added by hand. Follows
/// the list live.
class ModelTable : public QWidget {
    Q_OBJECT

public:
    struct Services {
        ModelRefreshService &models;
        ModelChoice &choice;
        FavouriteModels &favourites;
    };

    ModelTable(const ProviderId &provider, const Services &services, QWidget *parent);

private:
    QWidget *makeSearch();
    void makeView();
    QWidget *makeButtons();
    QWidget *makeAddLine();
    void addByHand();
    void removeCurrent();
    void takeModels();
    void search(const QString &text);
    void onCurrentChanged();
    void toggleFavourite();
    void useCurrent();
    void keepCurrent(const ModelRef &model);
    ModelRef current() const; ///< Not valid when there is none.

    const ProviderId m_provider;
    const Services m_services;
    ModelTableModel *m_model = nullptr; // child of this, as all below
    QLineEdit *m_search = nullptr;
    QLabel *m_count = nullptr;
    QTreeView *m_view = nullptr;
    QPushButton *m_use = nullptr;
    QPushButton *m_favourite = nullptr;
    QPushButton *m_remove = nullptr; // of a model that was added by hand
    QLineEdit *m_newId = nullptr;
    QPushButton *m_add = nullptr;
    ResultLabel *m_result = nullptr;
    ModelRef m_current; ///< What was current last, also while a search hides it.
};

} // namespace freshet
