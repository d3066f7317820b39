using System.Globalization;
using System.Resources;

namespace OtaTools.Server;

/// <summary>Every sentence that the command line and the protocol say to a person. Texts: Messages.resx, Messages.ja.resx.</summary>
internal static partial class Messages
{
    private static readonly ResourceManager Resources = new("OtaTools.Server.Messages", typeof(Messages).Assembly);

    public static string RootDescription() => Format(nameof(RootDescription));

    public static string OptionStdio() => Format(nameof(OptionStdio));

    public static string OptionDevice() => Format(nameof(OptionDevice));

    public static string OptionBaud() => Format(nameof(OptionBaud));

    public static string OptionTimeout() => Format(nameof(OptionTimeout));

    public static string OptionForce() => Format(nameof(OptionForce));

    public static string OptionJson() => Format(nameof(OptionJson));

    public static string OptionSsid() => Format(nameof(OptionSsid));

    public static string OptionPasswordFile() => Format(nameof(OptionPasswordFile));

    public static string OptionFirmwareUrl() => Format(nameof(OptionFirmwareUrl));

    public static string OptionAddress() => Format(nameof(OptionAddress));

    public static string OptionPort() => Format(nameof(OptionPort));

    public static string OptionBootPy() => Format(nameof(OptionBootPy));

    public static string UnknownOption(object option) => Format(nameof(UnknownOption), option);

    public static string SeeHelp() => Format(nameof(SeeHelp));

    public static string Interrupted() => Format(nameof(Interrupted));

    public static string Failed(object message) => Format(nameof(Failed), message);

    public static string HintOption(object options) => Format(nameof(HintOption), options);

    public static string HintList() => Format(nameof(HintList));

    public static string HintPorts() => Format(nameof(HintPorts));

    public static string PortsDescription() => Format(nameof(PortsDescription));

    public static string PortModem() => Format(nameof(PortModem));

    public static string NoPorts() => Format(nameof(NoPorts));

    public static string InfoDescription() => Format(nameof(InfoDescription));

    public static string NoSlots() => Format(nameof(NoSlots));

    public static string UploadDescription() => Format(nameof(UploadDescription));

    public static string ArgumentPaths() => Format(nameof(ArgumentPaths));

    public static string OptionTo() => Format(nameof(OptionTo));

    public static string FilesNotConfigured(object option) => Format(nameof(FilesNotConfigured), option);

    public static string PutTitle() => Format(nameof(PutTitle));

    public static string GetTitle() => Format(nameof(GetTitle));

    public static string ListDescription() => Format(nameof(ListDescription));

    public static string CatDescription() => Format(nameof(CatDescription));

    public static string GetDescription() => Format(nameof(GetDescription));

    public static string RmDescription() => Format(nameof(RmDescription));

    public static string ArgumentBoardPath() => Format(nameof(ArgumentBoardPath));

    public static string ArgumentLocalPath() => Format(nameof(ArgumentLocalPath));

    public static string NoSuchOption(object option) => Format(nameof(NoSuchOption), option);

    public static string OptionRecursive() => Format(nameof(OptionRecursive));

    public static string FileFetched(object path, object target, object bytes) => Format(nameof(FileFetched), path, target, bytes);

    public static string TreeRemoved(object path, object count) => Format(nameof(TreeRemoved), path, count);

    public static string FileNew(object path, object bytes) => Format(nameof(FileNew), path, bytes);

    public static string FileChanged(object path, object bytes) => Format(nameof(FileChanged), path, bytes);

    public static string FileUnchanged(object path) => Format(nameof(FileUnchanged), path);

    public static string ConsoleDescription() => Format(nameof(ConsoleDescription));

    public static string ConsoleOpen(object device) => Format(nameof(ConsoleOpen), device);

    public static string ConsoleOpenKeys(object device) => Format(nameof(ConsoleOpenKeys), device);

    public static string ConsoleSkipped(object bytes) => Format(nameof(ConsoleSkipped), bytes);

    public static string OptionLog() => Format(nameof(OptionLog));

    public static string OptionAppend() => Format(nameof(OptionAppend));

    public static string OptionTimestamps() => Format(nameof(OptionTimestamps));

    public static string OptionFilter() => Format(nameof(OptionFilter));

    public static string FilterInvalid(object pattern, object reason) => Format(nameof(FilterInvalid), pattern, reason);

    public static string LogExists(object path) => Format(nameof(LogExists), path);

    public static string ResetDescription() => Format(nameof(ResetDescription));

    public static string WasReset(object device) => Format(nameof(WasReset), device);

    public static string ArgumentFiles() => Format(nameof(ArgumentFiles));

    public static string MoreFiles(object folder, object count) => Format(nameof(MoreFiles), folder, count);

    public static string NoFirmwareIn(object folder) => Format(nameof(NoFirmwareIn), folder);

    public static string SeverityError() => Format(nameof(SeverityError));

    public static string SeverityWarning() => Format(nameof(SeverityWarning));

    public static string SeverityRemark() => Format(nameof(SeverityRemark));

    public static string InspectDescription() => Format(nameof(InspectDescription));

    public static string ExtractDescription() => Format(nameof(ExtractDescription));

    public static string MakeOtaDescription() => Format(nameof(MakeOtaDescription));

    public static string ArgumentFullImage() => Format(nameof(ArgumentFullImage));

    public static string OptionConvertedFile() => Format(nameof(OptionConvertedFile));

    public static string OptionReplace() => Format(nameof(OptionReplace));

    public static string OptionFlashSize() => Format(nameof(OptionFlashSize));

    public static string Extracted(object path, object bytes) => Format(nameof(Extracted), path, bytes);

    public static string ExtractedBefore(object path, object bytes) => Format(nameof(ExtractedBefore), path, bytes);

    public static string OtaImageWritten(object path) => Format(nameof(OtaImageWritten), path);

    public static string OtaImageBefore(object path) => Format(nameof(OtaImageBefore), path);

    public static string OtaImageFlash() => Format(nameof(OtaImageFlash));

    public static string OtaImageFlashBefore5() => Format(nameof(OtaImageFlashBefore5));

    public static string OtaImageThen() => Format(nameof(OtaImageThen));

    public static string PackDescription() => Format(nameof(PackDescription));

    public static string OptionBase() => Format(nameof(OptionBase));

    public static string OptionOutput() => Format(nameof(OptionOutput));

    public static string Packed(object path, object bytes, object percent) => Format(nameof(Packed), path, bytes, percent);

    public static string ArgumentFolder() => Format(nameof(ArgumentFolder));

    public static string ServeDescription() => Format(nameof(ServeDescription));

    public static string CheckDescription() => Format(nameof(CheckDescription));

    public static string Serving(object root, object url) => Format(nameof(Serving), root, url);

    public static string WaitingForDownloads(object boards, object seconds) => Format(nameof(WaitingForDownloads), boards, seconds);

    public static string DownloadsCut(object boards) => Format(nameof(DownloadsCut), boards);

    public static string BrokenOff(object sent, object total) => Format(nameof(BrokenOff), sent, total);

    public static string NotModified() => Format(nameof(NotModified));

    public static string HeadersOnly() => Format(nameof(HeadersOnly));

    public static string PartSent(object bytes) => Format(nameof(PartSent), bytes);

    public static string NoSuchPart() => Format(nameof(NoSuchPart));

    public static string BoardRuns(object version) => Format(nameof(BoardRuns), version);

    public static string BoardRunsFrom(object version, object slot) => Format(nameof(BoardRunsFrom), version, slot);

    public static string BoardTries(object version, object slot) => Format(nameof(BoardTries), version, slot);

    public static string BoardHasOffer(object path) => Format(nameof(BoardHasOffer), path);

    public static string BoardOffered(object version, object path) => Format(nameof(BoardOffered), version, path);

    public static string BoardOfferedFile(object path) => Format(nameof(BoardOfferedFile), path);

    public static string BoardSomeImage() => Format(nameof(BoardSomeImage));

    public static string BoardNoReason() => Format(nameof(BoardNoReason));

    public static string BoardUpdated(object image) => Format(nameof(BoardUpdated), image);

    public static string BoardRefused(object image, object reason) => Format(nameof(BoardRefused), image, reason);

    public static string BoardFailed(object image, object reason) => Format(nameof(BoardFailed), image, reason);

    public static string BoardRolledBack(object image, object reason) => Format(nameof(BoardRolledBack), image, reason);

    public static string BoardLeftAlone(object image, object reason) => Format(nameof(BoardLeftAlone), image, reason);

    public static string ArgumentFirmware() => Format(nameof(ArgumentFirmware));

    public static string UpdateDescription() => Format(nameof(UpdateDescription));

    public static string Updated(object mac, object version, object slot) => Format(nameof(Updated), mac, version, slot);

    public static string AlreadyRunning(object mac, object version, object slot) => Format(nameof(AlreadyRunning), mac, version, slot);

    public static string PasswordPrompt(object ssid) => Format(nameof(PasswordPrompt), ssid);

    public static string PasswordFileUnreadable(object path, object reason) => Format(nameof(PasswordFileUnreadable), path, reason);

    public static string OptionSigningKey() => Format(nameof(OptionSigningKey));

    public static string OptionVerifyingKey() => Format(nameof(OptionVerifyingKey));

    public static string OptionBoardKey() => Format(nameof(OptionBoardKey));

    public static string OptionNoKey() => Format(nameof(OptionNoKey));

    public static string KeyOrNoKey() => Format(nameof(KeyOrNoKey));

    public static string OptionBits() => Format(nameof(OptionBits));

    public static string OptionKeyName() => Format(nameof(OptionKeyName));

    public static string OptionSequence() => Format(nameof(OptionSequence));

    public static string KeygenDescription() => Format(nameof(KeygenDescription));

    public static string SignDescription() => Format(nameof(SignDescription));

    public static string VerifyDescription() => Format(nameof(VerifyDescription));

    public static string KeyWritten(object privatePath, object publicPath, object fingerprint) => Format(nameof(KeyWritten), privatePath, publicPath, fingerprint);

    public static string KeyOpenToOthers(object path) => Format(nameof(KeyOpenToOthers), path);

    public static string ImageSigned(object path, object sequence, object fingerprint) => Format(nameof(ImageSigned), path, sequence, fingerprint);

    public static string ImageTrusted(object name, object fingerprint, object sequence) => Format(nameof(ImageTrusted), name, fingerprint, sequence);

    public static string ImageNotTrusted(object name, object why) => Format(nameof(ImageNotTrusted), name, why);

    public static string HintPassphrase(object variable) => Format(nameof(HintPassphrase), variable);

    public static string PassphrasePrompt(object path) => Format(nameof(PassphrasePrompt), path);

    public static string AddressInvalid(object address) => Format(nameof(AddressInvalid), address);

    public static string PortInvalid(object port) => Format(nameof(PortInvalid), port);

    public static string PortNotKnown() => Format(nameof(PortNotKnown));

    public static string OnlyThisComputer() => Format(nameof(OnlyThisComputer));

    public static string LogServing(object root, object port) => Format(nameof(LogServing), root, port);

    public static string LogServingStopped() => Format(nameof(LogServingStopped));

    public static string LogUpdateGoesOn(object device) => Format(nameof(LogUpdateGoesOn), device);

    public static string Unexpected(object details) => Format(nameof(Unexpected), details);

    public static string NotServing() => Format(nameof(NotServing));

    public static string UploadTitle() => Format(nameof(UploadTitle));

    public static string UpdateTitle() => Format(nameof(UpdateTitle));

    public static string CheckTitle() => Format(nameof(CheckTitle));

    public static string AlreadyInitialized() => Format(nameof(AlreadyInitialized));

    public static string InitializeNeedsObject() => Format(nameof(InitializeNeedsObject));

    public static string ParameterInvalid(object path) => Format(nameof(ParameterInvalid), path);

    public static string FieldInvalid(object field) => Format(nameof(FieldInvalid), field);

    public static string NotInitialized() => Format(nameof(NotInitialized));

    public static string HasShutDown() => Format(nameof(HasShutDown));

    public static string DocumentChanged() => Format(nameof(DocumentChanged));

    public static string RemoveDescription() => Format(nameof(RemoveDescription));

    public static string NothingToRemove() => Format(nameof(NothingToRemove));

    public static string FileRemoved(object path) => Format(nameof(FileRemoved), path);

    public static string BootPyRestored() => Format(nameof(BootPyRestored));

    public static string BootPyCallsUs() => Format(nameof(BootPyCallsUs));

    public static string ScriptsOffered(object installed, object offered) => Format(nameof(ScriptsOffered), installed, offered);

    public static string ScriptsDescription() => Format(nameof(ScriptsDescription));

    public static string ArgumentScriptsFolder() => Format(nameof(ArgumentScriptsFolder));

    public static string OptionScriptsSequence() => Format(nameof(OptionScriptsSequence));

    public static string ScriptsWritten(object files, object version, object sequence, object manifest) => Format(nameof(ScriptsWritten), files, version, sequence, manifest);

    private static string Format(string name, params object[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Resources.GetString(name, CultureInfo.CurrentUICulture) ?? name, arguments);
}
