package org.shuttersend.chaos;

import static org.shuttersend.chaos.KillPoint.Edge.BEGINS;
import static org.shuttersend.chaos.KillPoint.Edge.RETURNS;
import static org.shuttersend.chaos.KillPoint.Need.BIG_CUT;
import static org.shuttersend.chaos.KillPoint.Need.BIG_PHOTO;
import static org.shuttersend.chaos.KillPoint.Need.CHANGING;
import static org.shuttersend.chaos.KillPoint.Need.COPY;
import static org.shuttersend.chaos.KillPoint.Need.CUT;
import static org.shuttersend.chaos.KillPoint.Need.FORMER;
import static org.shuttersend.chaos.KillPoint.Need.GONE;
import static org.shuttersend.chaos.KillPoint.Need.HOLD;
import static org.shuttersend.chaos.KillPoint.Need.MOVED;
import static org.shuttersend.chaos.KillPoint.Need.NEWER;
import static org.shuttersend.chaos.KillPoint.Need.PHOTO;
import static org.shuttersend.chaos.KillPoint.Need.RETRY;
import static org.shuttersend.chaos.KillPoint.Need.START;
import static org.shuttersend.chaos.KillPoint.Need.UNHEARD;
import static org.shuttersend.chaos.Side.RECEIVER;
import static org.shuttersend.chaos.Side.SENDER;

import java.util.ArrayList;
import java.util.List;

/// Every transition of a photo's life, on both sides, and every step that makes one durable.
final class KillPoints {
  private static final List<KillPoint> POINTS = new ArrayList<>();

  static final List<KillPoint> ALL;

  static {
    both(SENDER, "catalog.Intake#settled", PHOTO);
    point(SENDER, "catalog.Intake#gone", RETURNS, GONE);
    both(SENDER, "catalog.Outbox#claim", PHOTO);
    both(SENDER, "catalog.Outbox#hashed", PHOTO);
    both(SENDER, "catalog.Outbox#located", BIG_PHOTO);
    both(SENDER, "catalog.Outbox#accepted", PHOTO);
    both(SENDER, "catalog.Outbox#alreadyThere", FORMER);
    both(SENDER, "catalog.Outbox#retry", RETRY);
    both(SENDER, "catalog.Outbox#hold", HOLD);
    both(SENDER, "catalog.Outbox#superseded", CHANGING);
    point(SENDER, "catalog.Outbox#recover", BEGINS, START);
    point(SENDER, "catalog.Outbox#recoverOne", RETURNS, START);
    point(SENDER, "catalog.Leave#asDuplicate", RETURNS, COPY);
    both(SENDER, "catalog.Jobs#changed", PHOTO);
    point(SENDER, "catalog.Jobs#accept", RETURNS, PHOTO);
    both(SENDER, "destination.studio.Studio#check", PHOTO);
    both(SENDER, "destination.studio.Studio#send", PHOTO);
    point(SENDER, "destination.tus.TusUpload#createWhole", BEGINS, PHOTO);
    point(SENDER, "destination.tus.TusUpload#createPlace", RETURNS, BIG_PHOTO);
    point(SENDER, "destination.tus.TusUpload#append", BEGINS, BIG_PHOTO);
    both(SENDER, "destination.tus.TusUpload#goOn", BIG_CUT);
    both(SENDER, "destination.FileBody#writeTo", PHOTO);
    both(SENDER, "database.Writer#commitTogether", PHOTO);
    both(SENDER, "catalog.Moves#intend", MOVED);
    both(SENDER, "after.SentFolder#take", MOVED);
    both(SENDER, "after.RealDisk#rename", MOVED);
    both(SENDER, "after.Carrier#sync", MOVED);
    both(SENDER, "catalog.Moves#moved", MOVED);
    both(RECEIVER, "receiver.http.TusCreate#create", PHOTO);
    point(RECEIVER, "receiver.http.TusCreate#again", BEGINS, UNHEARD);
    point(RECEIVER, "receiver.http.TusPatch#handle", BEGINS, BIG_PHOTO);
    point(RECEIVER, "receiver.http.TusPatch#handle", RETURNS, BIG_PHOTO);
    point(RECEIVER, "receiver.http.TusAnswers#receipt", BEGINS, PHOTO);
    both(RECEIVER, "receiver.http.PhotoCheck#handle", PHOTO);
    point(RECEIVER, "receiver.store.UploadBook#keep", RETURNS, CUT);
    both(RECEIVER, "receiver.store.Appender#write", PHOTO);
    point(RECEIVER, "receiver.store.UploadFiles#hash", RETURNS, PHOTO);
    both(RECEIVER, "receiver.store.UploadFiles#seal", PHOTO);
    both(RECEIVER, "database.Durable#file", PHOTO);
    both(RECEIVER, "database.Durable#folder", PHOTO);
    both(RECEIVER, "receiver.store.Intake#finish", PHOTO);
    both(RECEIVER, "receiver.store.Acceptance#in", PHOTO);
    both(RECEIVER, "receiver.store.Shelf#put", PHOTO);
    both(RECEIVER, "receiver.store.Shelf#move", PHOTO);
    both(RECEIVER, "receiver.store.Shelf#setAside", NEWER);
    both(RECEIVER, "receiver.store.Placements#place", PHOTO);
    both(RECEIVER, "receiver.store.Placements#settle", PHOTO);
    both(RECEIVER, "receiver.store.Returns#intend", FORMER);
    point(RECEIVER, "receiver.store.Placements#redo", RETURNS, START);
    point(RECEIVER, "receiver.store.Housekeeping#clearLeftovers", RETURNS, START);
    point(RECEIVER, "receiver.store.Leases#resume", RETURNS, START);
    both(RECEIVER, "receiver.store.Leases#claim", PHOTO);
    both(RECEIVER, "receiver.store.Leases#done", PHOTO);
    point(RECEIVER, "receiver.queue.Verify#run", RETURNS, PHOTO);
    both(RECEIVER, "database.Writer#commitTogether", PHOTO);
    ALL = List.copyOf(POINTS);
  }

  private KillPoints() {}

  private static void both(Side side, String name, KillPoint.Need need) {
    point(side, name, BEGINS, need);
    point(side, name, RETURNS, need);
  }

  private static void point(Side side, String name, KillPoint.Edge edge, KillPoint.Need need) {
    int hash = name.indexOf('#');
    POINTS.add(
        new KillPoint(
            POINTS.size() + 1,
            side,
            name.substring(0, hash),
            name.substring(hash + 1),
            edge,
            need));
  }

  static KillPoint of(int id) {
    return ALL.get(id - 1);
  }
}
