namespace OtaTools.Server;

/// <summary>The verbs of publishing.</summary>
internal static partial class Messages
{
    public static string PublishDescription() => Format(nameof(PublishDescription));

    public static string ReleasesDescription() => Format(nameof(ReleasesDescription));

    public static string PromoteDescription() => Format(nameof(PromoteDescription));

    public static string WithdrawDescription() => Format(nameof(WithdrawDescription));

    public static string ArgumentRelease() => Format(nameof(ArgumentRelease));

    public static string OptionPublishTo() => Format(nameof(OptionPublishTo));

    public static string OptionEndpoint() => Format(nameof(OptionEndpoint));

    public static string OptionRegion() => Format(nameof(OptionRegion));

    public static string OptionPublicUrl() => Format(nameof(OptionPublicUrl));

    public static string OptionReleaseName() => Format(nameof(OptionReleaseName));

    public static string OptionShare() => Format(nameof(OptionShare));

    public static string OptionDeltas() => Format(nameof(OptionDeltas));

    public static string OptionUnsigned() => Format(nameof(OptionUnsigned));

    public static string OptionForcePublish() => Format(nameof(OptionForcePublish));

    public static string OptionDryRun() => Format(nameof(OptionDryRun));

    public static string ShareInvalid(object text) => Format(nameof(ShareInvalid), text);

    public static string PublishTitle() => Format(nameof(PublishTitle));

    public static string PublishFileNew(object name, object bytes) => Format(nameof(PublishFileNew), name, bytes);

    public static string PublishFileThere(object name, object bytes) => Format(nameof(PublishFileThere), name, bytes);

    public static string PublishFileLeftOut(object name, object bytes) => Format(nameof(PublishFileLeftOut), name, bytes);

    public static string PublishPointerNow(object pointer, object release, object percent) => Format(nameof(PublishPointerNow), pointer, release, percent);

    public static string PublishPointerNone(object pointer) => Format(nameof(PublishPointerNone), pointer);

    public static string PublishPointerChange(object before, object after, object percent) => Format(nameof(PublishPointerChange), before, after, percent);

    public static string PublishWouldPut(object bytes) => Format(nameof(PublishWouldPut), bytes);

    public static string PublishedNothing(object release) => Format(nameof(PublishedNothing), release);

    public static string Published(object release, object target, object percent, object bytes) => Format(nameof(Published), release, target, percent, bytes);

    public static string PublishedReadable() => Format(nameof(PublishedReadable));

    public static string FirmwareUrlIs(object url) => Format(nameof(FirmwareUrlIs), url);

    public static string FirmwareUrlUnknown(object pointer) => Format(nameof(FirmwareUrlUnknown), pointer);

    public static string ReleasesNothing(object target) => Format(nameof(ReleasesNothing), target);

    public static string ReleaseIsCurrent(object percent) => Format(nameof(ReleaseIsCurrent), percent);

    public static string ReleaseIsWithdrawn() => Format(nameof(ReleaseIsWithdrawn));

    public static string ReleaseDeltas(object count) => Format(nameof(ReleaseDeltas), count);
}
