namespace StreamJsonRpc;

/// <summary>Gives a method its name on the wire, in place of its CLR name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class JsonRpcMethodAttribute : Attribute
{
    public JsonRpcMethodAttribute()
    {
    }

    public JsonRpcMethodAttribute(string? name) => Name = name;

    public string? Name { get; }

    /// <summary>Whether params, given as an object, becomes the method's first parameter as a whole.</summary>
    public bool UseSingleObjectParameterDeserialization { get; set; }
}
