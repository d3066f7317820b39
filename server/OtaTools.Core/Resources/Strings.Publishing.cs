namespace OtaTools.Core;

/// <summary>Publishing: the plan, the stores and what can go wrong with them, releases.</summary>
internal static partial class Strings
{
    public static string ReleasePointerInvalid() => Format(nameof(ReleasePointerInvalid));

    public static string PublishFolderNeeded() => Format(nameof(PublishFolderNeeded));

    public static string PublishBucketInvalid(object bucket) => Format(nameof(PublishBucketInvalid), bucket);

    public static string PublishPrefixInvalid(object prefix) => Format(nameof(PublishPrefixInvalid), prefix);

    public static string PublishUrlInvalid(object url) => Format(nameof(PublishUrlInvalid), url);

    public static string PublishShareInvalid() => Format(nameof(PublishShareInvalid));

    public static string PublishDeltasInvalid(object most) => Format(nameof(PublishDeltasInvalid), most);

    public static string PublishNameNeeded(object file) => Format(nameof(PublishNameNeeded), file);

    public static string PublishNameInvalid(object name) => Format(nameof(PublishNameInvalid), name);

    public static string PublishNameOneOf(object names) => Format(nameof(PublishNameOneOf), names);

    public static string PublishOtherChip(object pointer, object chip) => Format(nameof(PublishOtherChip), pointer, chip);

    public static string PublishSequenceTooLow(object sequence, object before) => Format(nameof(PublishSequenceTooLow), sequence, before);

    public static string PublishUnsigned(object pointer) => Format(nameof(PublishUnsigned), pointer);

    public static string PublishOtherKey(object fingerprint) => Format(nameof(PublishOtherKey), fingerprint);

    public static string PublishWithdrawn(object release) => Format(nameof(PublishWithdrawn), release);

    public static string PublishFileDiffers(object name, object target) => Format(nameof(PublishFileDiffers), name, target);

    public static string PublishRaced(object pointer, object release, object version) => Format(nameof(PublishRaced), pointer, release, version);

    public static string PublishRacedAway(object pointer) => Format(nameof(PublishRacedAway), pointer);

    public static string PublishReading(object target) => Format(nameof(PublishReading), target);

    public static string PublishPacking() => Format(nameof(PublishPacking));

    public static string PublishDelta(object version) => Format(nameof(PublishDelta), version);

    public static string PublishBaseGone(object version) => Format(nameof(PublishBaseGone), version);

    public static string PublishPut(object name) => Format(nameof(PublishPut), name);

    public static string PublishPutting(object name) => Format(nameof(PublishPutting), name);

    public static string PublishVerifying(object name) => Format(nameof(PublishVerifying), name);

    public static string PublishVerificationFailed(object name, object target) => Format(nameof(PublishVerificationFailed), name, target);

    public static string PublishNotReadable(object url, object why) => Format(nameof(PublishNotReadable), url, why);

    public static string PublishPrivate(object url, object why, object policy) => Format(nameof(PublishPrivate), url, why, policy);

    public static string PublishUnread(object url, object why) => Format(nameof(PublishUnread), url, why);

    public static string PublishPointerCached(object url) => Format(nameof(PublishPointerCached), url);

    public static string NoAnswerFor(object seconds) => Format(nameof(NoAnswerFor), seconds);

    public static string PublishFolderLink(object path) => Format(nameof(PublishFolderLink), path);

    public static string PointerUnusable(object file, object target) => Format(nameof(PointerUnusable), file, target);

    public static string ReleasesNone(object target) => Format(nameof(ReleasesNone), target);

    public static string ReleaseUnknown(object release, object known) => Format(nameof(ReleaseUnknown), release, known);

    public static string ReleaseAmbiguous(object release, object known) => Format(nameof(ReleaseAmbiguous), release, known);

    public static string ReleaseWithdrawn(object release) => Format(nameof(ReleaseWithdrawn), release);

    public static string EffectNone() => Format(nameof(EffectNone));

    public static string EffectOther(object version, object percent) => Format(nameof(EffectOther), version, percent);

    public static string EffectUnsigned() => Format(nameof(EffectUnsigned));

    public static string EffectSequence(object sequence) => Format(nameof(EffectSequence), sequence);

    public static string EffectRaised(object before, object after) => Format(nameof(EffectRaised), before, after);

    public static string EffectLowered(object before, object after) => Format(nameof(EffectLowered), before, after);

    public static string EffectSigned() => Format(nameof(EffectSigned));

    public static string EffectBack(object withdrawn, object version) => Format(nameof(EffectBack), withdrawn, version);

    public static string EffectStopped(object version) => Format(nameof(EffectStopped), version);

    public static string EffectMarked(object version) => Format(nameof(EffectMarked), version);

    public static string StoreNotReachable(object host, object why) => Format(nameof(StoreNotReachable), host, why);

    public static string StoreCredentialsMissing() => Format(nameof(StoreCredentialsMissing));

    public static string StoreAccessDenied(object target) => Format(nameof(StoreAccessDenied), target);

    public static string StoreKeyWrong(object host) => Format(nameof(StoreKeyWrong), host);

    public static string StoreTokenExpired(object host) => Format(nameof(StoreTokenExpired), host);

    public static string StoreClockWrong(object host) => Format(nameof(StoreClockWrong), host);

    public static string StoreBucketMissing(object bucket, object host) => Format(nameof(StoreBucketMissing), bucket, host);

    public static string StoreRegionWrong(object bucket, object region) => Format(nameof(StoreRegionWrong), bucket, region);

    public static string StoreTls(object host, object why) => Format(nameof(StoreTls), host, why);

    public static string StoreTimedOut(object host) => Format(nameof(StoreTimedOut), host);

    public static string StoreBusy(object host) => Format(nameof(StoreBusy), host);

    public static string StoreFailed(object host, object why) => Format(nameof(StoreFailed), host, why);

    public static string StoreTooMany(object target, object most) => Format(nameof(StoreTooMany), target, most);

    public static string StoreLacksConditions(object target) => Format(nameof(StoreLacksConditions), target);

    public static string StoreRegionNeeded(object bucket) => Format(nameof(StoreRegionNeeded), bucket);
}
