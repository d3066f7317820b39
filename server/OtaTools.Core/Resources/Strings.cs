using System.Globalization;
using System.Resources;

namespace OtaTools.Core;

/// <summary>Every sentence that Core says to a person: what happened, why, and what to do next. Texts: Strings.resx, Strings.ja.resx.</summary>
internal static partial class Strings
{
    private static readonly ResourceManager Resources = new("OtaTools.Core.Strings", typeof(Strings).Assembly);

    public static string DeviceNotSelected() => Format(nameof(DeviceNotSelected));

    public static string DeviceAddressInvalid(object device) => Format(nameof(DeviceAddressInvalid), device);

    public static string SocketNotReachable(object device) => Format(nameof(SocketNotReachable), device);

    public static string Rfc2217NotSpoken(object device, object socket) => Format(nameof(Rfc2217NotSpoken), device, socket);

    public static string Rfc2217Baud(object device, object wanted, object given) => Format(nameof(Rfc2217Baud), device, wanted, given);

    public static string Rfc2217Closed(object device) => Format(nameof(Rfc2217Closed), device);

    public static string Rfc2217ClosedSaying(object device, object words) => Format(nameof(Rfc2217ClosedSaying), device, words);

    public static string PortNotFound(object port) => Format(nameof(PortNotFound), port);

    public static string PortNoPermission(object port) => Format(nameof(PortNoPermission), port);

    public static string PortNoPermissionGroup(object port, object group, object user) => Format(nameof(PortNoPermissionGroup), port, group, user);

    public static string PortNoPermissionSession(object port, object group) => Format(nameof(PortNoPermissionSession), port, group);

    public static string PortNoPermissionOwner(object port, object owner) => Format(nameof(PortNoPermissionOwner), port, owner);

    public static string PortBusyBy(object port, object holder) => Format(nameof(PortBusyBy), port, holder);

    public static string PortBusy(object port) => Format(nameof(PortBusy), port);

    public static string PortNotOpened(object port, object reason) => Format(nameof(PortNotOpened), port, reason);

    public static string DeviceDisconnected(object device) => Format(nameof(DeviceDisconnected), device);

    public static string DeviceStaysAway(object port, object seconds) => Format(nameof(DeviceStaysAway), port, seconds);

    public static string LinkLostPort(object port) => Format(nameof(LinkLostPort), port);

    public static string LinkLostSocket(object device) => Format(nameof(LinkLostSocket), device);

    public static string LinkBack(object port) => Format(nameof(LinkBack), port);

    public static string LinkBackElsewhere(object port, object before) => Format(nameof(LinkBackElsewhere), port, before);

    public static string LogNotOpened(object path, object reason) => Format(nameof(LogNotOpened), path, reason);

    public static string LogFailed(object path, object reason) => Format(nameof(LogFailed), path, reason);

    public static string DiskTooSlow() => Format(nameof(DiskTooSlow));

    public static string BoardSilent(object seconds) => Format(nameof(BoardSilent), seconds);

    public static string BoardInDownloadMode() => Format(nameof(BoardInDownloadMode));

    public static string BoardNotMicroPython(object seen) => Format(nameof(BoardNotMicroPython), seen);

    public static string BoardUnreadable(object seen) => Format(nameof(BoardUnreadable), seen);

    public static string BoardEchoes() => Format(nameof(BoardEchoes));

    public static string BoardPromptOnly(object seen) => Format(nameof(BoardPromptOnly), seen);

    public static string BoardKeepsCtrlC(object seen) => Format(nameof(BoardKeepsCtrlC), seen);

    public static string BoardKeepsCtrlCAfterReset(object seen) => Format(nameof(BoardKeepsCtrlCAfterReset), seen);

    public static string BoardKeepsCtrlCOnTrial() => Format(nameof(BoardKeepsCtrlCOnTrial));

    public static string BoardSleeps(object seconds) => Format(nameof(BoardSleeps), seconds);

    public static string BoardRestarts(object cause) => Format(nameof(BoardRestarts), cause);

    public static string EntryInterrupts() => Format(nameof(EntryInterrupts));

    public static string EntryLeavesModes() => Format(nameof(EntryLeavesModes));

    public static string EntryInsists() => Format(nameof(EntryInsists));

    public static string EntryCatchesStart() => Format(nameof(EntryCatchesStart));

    public static string EntrySoftReset() => Format(nameof(EntrySoftReset));

    public static string EntryResets() => Format(nameof(EntryResets));

    public static string EntryNoResetLine() => Format(nameof(EntryNoResetLine));

    public static string EntrySparesTrial() => Format(nameof(EntrySparesTrial));

    public static string BoardStoppedAnswering() => Format(nameof(BoardStoppedAnswering));

    public static string BoardUnexpected(object seen) => Format(nameof(BoardUnexpected), seen);

    public static string BoardRaised(object error) => Format(nameof(BoardRaised), error);

    public static string BoardFileSystemFull() => Format(nameof(BoardFileSystemFull));

    public static string BoardFileSystemReadOnly() => Format(nameof(BoardFileSystemReadOnly));

    public static string LineTooNoisy() => Format(nameof(LineTooNoisy));

    public static string WrittenFileDiffers(object path, object tries) => Format(nameof(WrittenFileDiffers), path, tries);

    public static string BoardFileSystemNoRoom(object needed, object free) => Format(nameof(BoardFileSystemNoRoom), needed, free);

    public static string ReadFileDiffers(object path, object tries) => Format(nameof(ReadFileDiffers), path, tries);

    public static string BoardFileNotFound(object path) => Format(nameof(BoardFileNotFound), path);

    public static string BoardPathEmpty() => Format(nameof(BoardPathEmpty));

    public static string BoardPathNotPlain(object path) => Format(nameof(BoardPathNotPlain), path);

    public static string BoardPathTooLong(object name, object limit) => Format(nameof(BoardPathTooLong), name, limit);

    public static string BoardPathIsFolder(object path) => Format(nameof(BoardPathIsFolder), path);

    public static string BoardPathNotFolder(object path) => Format(nameof(BoardPathNotFolder), path);

    public static string BoardPathTwice(object path) => Format(nameof(BoardPathTwice), path);

    public static string BoardFolderNotRemoved(object path) => Format(nameof(BoardFolderNotRemoved), path);

    public static string BoardRootNotRemoved() => Format(nameof(BoardRootNotRemoved));

    public static string LocalFileFailed(object path, object reason) => Format(nameof(LocalFileFailed), path, reason);

    public static string LocalFileMissing() => Format(nameof(LocalFileMissing));

    public static string LocalPathIsFolder() => Format(nameof(LocalPathIsFolder));

    public static string LocalNameNotPossible() => Format(nameof(LocalNameNotPossible));

    public static string BootPyForeign() => Format(nameof(BootPyForeign));

    public static string FileMissing(object path) => Format(nameof(FileMissing), path);

    public static string FileNotWritten(object path, object reason) => Format(nameof(FileNotWritten), path, reason);

    public static string PackSameImage(object before, object image) => Format(nameof(PackSameImage), before, image);

    public static string FileUnreadable(object path, object reason) => Format(nameof(FileUnreadable), path, reason);

    public static string FileOutside(object path, object root) => Format(nameof(FileOutside), path, root);

    public static string FolderMissing(object path) => Format(nameof(FolderMissing), path);

    public static string CataloguePolls(object root, object seconds, object reason) => Format(nameof(CataloguePolls), root, seconds, reason);

    public static string CatalogueOnNetworkDrive() => Format(nameof(CatalogueOnNetworkDrive));

    public static string BoardHasNoSlots(object machine) => Format(nameof(BoardHasNoSlots), machine);

    public static string KeyIsPrivate() => Format(nameof(KeyIsPrivate));

    public static string KeyNotPublic() => Format(nameof(KeyNotPublic));

    public static string KeyNotPrivate() => Format(nameof(KeyNotPrivate));

    public static string KeyWrongExponent() => Format(nameof(KeyWrongExponent));

    public static string KeyWrongSize(object least, object most) => Format(nameof(KeyWrongSize), least, most);

    public static string KeyBitsInvalid(object sizes) => Format(nameof(KeyBitsInvalid), sizes);

    public static string KeyNeedsPassphrase() => Format(nameof(KeyNeedsPassphrase));

    public static string KeyWrongPassphrase() => Format(nameof(KeyWrongPassphrase));

    public static string KeyFileExists(object path) => Format(nameof(KeyFileExists), path);

    public static string ManifestNone() => Format(nameof(ManifestNone));

    public static string ManifestMissing(object name) => Format(nameof(ManifestMissing), name);

    public static string ManifestTooLong(object most) => Format(nameof(ManifestTooLong), most);

    public static string ManifestPayloadInvalid() => Format(nameof(ManifestPayloadInvalid));

    public static string ManifestUnsigned() => Format(nameof(ManifestUnsigned));

    public static string ManifestOtherKey(object fingerprint) => Format(nameof(ManifestOtherKey), fingerprint);

    public static string ManifestOtherImage() => Format(nameof(ManifestOtherImage));

    public static string SequenceInvalid(object most) => Format(nameof(SequenceInvalid), most);

    public static string NotServedMissing() => Format(nameof(NotServedMissing));

    public static string NotServedPackNotYet() => Format(nameof(NotServedPackNotYet));

    public static string NotServedPackFailed(object reason) => Format(nameof(NotServedPackFailed), reason);

    public static string NotServedPackBase() => Format(nameof(NotServedPackBase));

    public static string NotServedPackStale() => Format(nameof(NotServedPackStale));

    public static string NotServedPackSame() => Format(nameof(NotServedPackSame));

    public static string NotServedMethod() => Format(nameof(NotServedMethod));

    public static string NotServedStopping() => Format(nameof(NotServedStopping));

    public static string PortInUse(object port) => Format(nameof(PortInUse), port);

    public static string PortInUseBy(object port, object holder) => Format(nameof(PortInUseBy), port, holder);

    public static string OtaToolsElsewhere() => Format(nameof(OtaToolsElsewhere));

    public static string ProcessNamed(object name, object id) => Format(nameof(ProcessNamed), name, id);

    public static string ServeFailed(object port, object reason) => Format(nameof(ServeFailed), port, reason);

    public static string ServingBusy(object folder, object boards) => Format(nameof(ServingBusy), folder, boards);

    public static string NoAddress() => Format(nameof(NoAddress));

    public static string SsidInvalid(object most) => Format(nameof(SsidInvalid), most);

    public static string PasswordInvalid(object least, object most) => Format(nameof(PasswordInvalid), least, most);

    public static string FirmwareUrlInvalid(object url) => Format(nameof(FirmwareUrlInvalid), url);

    public static string StageInspecting() => Format(nameof(StageInspecting));

    public static string StageConnecting(object device) => Format(nameof(StageConnecting), device);

    public static string StageUploading(object path) => Format(nameof(StageUploading), path);

    public static string StageResetting() => Format(nameof(StageResetting));

    public static string StageJoining() => Format(nameof(StageJoining));

    public static string StageChecking() => Format(nameof(StageChecking));

    public static string StageDownloading() => Format(nameof(StageDownloading));

    public static string StageVerified() => Format(nameof(StageVerified));

    public static string StageRestarting() => Format(nameof(StageRestarting));

    public static string StageProving(object version) => Format(nameof(StageProving), version);

    public static string UpdateLeftAlone(object said) => Format(nameof(UpdateLeftAlone), said);

    public static string UpdateNotItsTurn(object said) => Format(nameof(UpdateNotItsTurn), said);

    public static string UpdateInterrupted() => Format(nameof(UpdateInterrupted));

    public static string UpdateFailed(object said, object advice) => Format(nameof(UpdateFailed), said, advice);

    public static string UpdateRolledBack(object version, object reason, object advice) => Format(nameof(UpdateRolledBack), version, reason, advice);

    public static string ReasonUnknown() => Format(nameof(ReasonUnknown));

    public static string UpdateTimedOut(object seconds, object last) => Format(nameof(UpdateTimedOut), seconds, last);

    public static string UpdateDisconnected(object device) => Format(nameof(UpdateDisconnected), device);

    public static string AdviceSign() => Format(nameof(AdviceSign));

    public static string AdviceRelease() => Format(nameof(AdviceRelease));

    public static string AdviceNotMicroPython() => Format(nameof(AdviceNotMicroPython));

    public static string AdvicePassword() => Format(nameof(AdvicePassword));

    public static string AdviceNetwork() => Format(nameof(AdviceNetwork));

    public static string AdviceServer() => Format(nameof(AdviceServer));

    public static string AdviceMissing() => Format(nameof(AdviceMissing));

    public static string AdviceHost() => Format(nameof(AdviceHost));

    public static string AdviceAgain() => Format(nameof(AdviceAgain));

    public static string RemovalOnTrial() => Format(nameof(RemovalOnTrial));

    private static string Format(string name, params object[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Resources.GetString(name, CultureInfo.CurrentUICulture) ?? name, arguments);
}
