// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window_services.h"

#include <QMainWindow>

namespace freshet {

/// The window: arranges its panes and keeps their sizes; the controllers do the work.
///
/// Panes and dialogs that are not seen at the start are made at their first use. Nothing touches the network or a
/// database before the first paint.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const WindowServices& services, QWidget* parent = nullptr);
    ~MainWindow() override;

private:
    const WindowServices m_services;
};

} // namespace freshet
