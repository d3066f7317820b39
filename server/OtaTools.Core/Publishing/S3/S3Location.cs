namespace OtaTools.Core.Publishing.S3;

/// <param name="Prefix">Without slashes at its ends; empty for the bucket itself.</param>
/// <param name="Endpoint">Null is AWS itself.</param>
internal sealed record S3Location(string Bucket, string Prefix, Uri? Endpoint, string? Region, Uri? PublicUrl)
{
    public string Title => Prefix.Length == 0 ? $"s3://{Bucket}" : $"s3://{Bucket}/{Prefix}";

    public string KeyOf(string name) => Prefix.Length == 0 ? name : $"{Prefix}/{name}";

    public string NameOf(string key) => Prefix.Length == 0 ? key : key[(Prefix.Length + 1)..];
}
