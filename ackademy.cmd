@echo off
rem Starts Ackademy on Windows. Where the sources have no build yet, or have changed since, .mvn\launch.ps1 builds them
rem first; it says in .ackademy\start how Java is started. The exit code is Ackademy's own; 70 where it could not be
rem built or no JDK was found.
setlocal DisableDelayedExpansion
set "ACKADEMY_ROOT=%~dp0"

powershell -NoProfile -ExecutionPolicy Bypass -File "%ACKADEMY_ROOT%.mvn\launch.ps1"
if errorlevel 1 exit /b 70

set "ACKADEMY_JDK="
set "ACKADEMY_ARGS="
for /f "usebackq tokens=1,* delims==" %%K in ("%ACKADEMY_ROOT%.ackademy\start") do set "ACKADEMY_%%K=%%L"

rem The window's native code needs leave to be loaded; a command does without and starts faster.
set "ACKADEMY_WINDOW="
if "%~1"=="" set "ACKADEMY_WINDOW=--enable-native-access=ALL-UNNAMED"
if "%~1"=="open" set "ACKADEMY_WINDOW=--enable-native-access=ALL-UNNAMED"
if "%~1"=="shot" set "ACKADEMY_WINDOW=--enable-native-access=ALL-UNNAMED"

"%ACKADEMY_JDK%\bin\java.exe" %ACKADEMY_WINDOW% "@%ACKADEMY_ARGS%" dev.ackademy.ui.Main %*
exit /b %ERRORLEVEL%
