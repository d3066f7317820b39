namespace OtaTools.Core;

/// <summary>Full flash images that become something else: an app image, or one with OTA slots.</summary>
internal static partial class Strings
{
    public static string ConversionNotFull(object name, object kind) => Format(nameof(ConversionNotFull), name, kind);

    public static string ConversionAlreadyApp(object name) => Format(nameof(ConversionAlreadyApp), name);

    public static string ConversionAppDamaged(object name) => Format(nameof(ConversionAppDamaged), name);

    public static string ConversionTableDamaged(object name) => Format(nameof(ConversionTableDamaged), name);

    public static string ConversionBootloaderDamaged(object name) => Format(nameof(ConversionBootloaderDamaged), name);

    public static string ConversionBootloaderSigned(object name, object size) => Format(nameof(ConversionBootloaderSigned), name, size);

    public static string ConversionHasSlots(object name, object slots) => Format(nameof(ConversionHasSlots), name, slots);

    public static string ConversionSlot(object label, object size) => Format(nameof(ConversionSlot), label, size);

    public static string FlashSizeUnknown(object text, object usual) => Format(nameof(FlashSizeUnknown), text, usual);

    public static string ConversionFlashSizeUnknown(object name) => Format(nameof(ConversionFlashSizeUnknown), name);

    public static string ConversionFlashTooSmall(object name, object flash, object app, object fileSystem, object needed) =>
        Format(nameof(ConversionFlashTooSmall), name, flash, app, fileSystem, needed);

    public static string ConversionFileExists(object path) => Format(nameof(ConversionFileExists), path);

    public static string ConversionOntoItself(object path) => Format(nameof(ConversionOntoItself), path);

    public static string ConversionIntoFolder(object path) => Format(nameof(ConversionIntoFolder), path);

    public static string NoteErases() => Format(nameof(NoteErases));

    public static string NoteHeadroom(object app, object slot, object percent) => Format(nameof(NoteHeadroom), app, slot, percent);

    public static string NoteLittleHeadroom(object app, object slot, object percent) => Format(nameof(NoteLittleHeadroom), app, slot, percent);

    public static string NoteFileSystem(object size) => Format(nameof(NoteFileSystem), size);

    public static string NoteFileSystemSmaller(object size, object before) => Format(nameof(NoteFileSystemSmaller), size, before);

    public static string NoteFlashSize(object size) => Format(nameof(NoteFlashSize), size);

    public static string NoteFlashSizeChanged(object size) => Format(nameof(NoteFlashSizeChanged), size);

    public static string NoteDataLeftOut() => Format(nameof(NoteDataLeftOut));

    public static string NoteNoRollback(object version) => Format(nameof(NoteNoRollback), version);
}
