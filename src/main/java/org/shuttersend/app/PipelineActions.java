package org.shuttersend.app;

import java.nio.file.Path;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Snooze;
import org.shuttersend.ui.main.MainActions;

/// What the window asks of a running pipeline.
final class PipelineActions implements MainActions {
  private final Pipeline pipeline;

  PipelineActions(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public void pause(Snooze snooze) {
    pipeline.allowance().pause(snooze);
  }

  @Override
  public void resume() {
    pipeline.allowance().resume();
  }

  @Override
  public void tryNow() {
    pipeline.governor().tryNow();
    pipeline.uploader().wake();
  }

  @Override
  public void sendAgain(long photoId) {
    pipeline.sendNow(photoId);
  }

  @Override
  public void dismiss(long photoId) {
    pipeline.dismiss(photoId);
  }

  @Override
  public void addFolder(Path folder) {
    pipeline.addFolder(new ChosenFolder(folder, Choosing.USUAL));
  }

  @Override
  public void showInFolder(Path file) {
    FileManager.show(file);
  }

  @Override
  public void rescan(HotFolder folder) {
    pipeline.folders().rescan(folder);
  }
}
